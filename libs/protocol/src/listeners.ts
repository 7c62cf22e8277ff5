import type { ErrorCode } from './errors/catalogue';

/** What relay, node and SDK need to know of a listener apart from its types (see listener-types.ts). */
export interface ListenerDefinition {
  readonly description: string;
  /** What each updateType tells. */
  readonly updateTypes: Readonly<Record<string, string>>;
  /** What a subscribe can be refused with, beside the codes of its options. */
  readonly refusals: readonly ErrorCode[];
}

/** The registry of listeners. */
export const LISTENERS = {
  'network.http_intercept': {
    description: 'Captures the HTTP responses that a managed tab receives from a site.',
    updateTypes: {
      'network.response': 'A response. An error in it says why its body is missing.',
      'network.error':
        'A request that got no response, or a response that the stream adapter could not read (`stream_adapter_failed: …`). Without a url it is about the capture: `updates_dropped: <count>` where updates are missing because they were too many, `capture_resumed: …` where the extension was restarted.',
      'network.detached':
        'The last one: nothing more is captured, because the tab was closed or left the group of Otto, somebody took the debugger away, or the user of the browser stopped it (`stopped_by_user`). The error says why. A listener.unsubscribe afterwards is answered as usual.',
    },
    refusals: [
      'unsupported_listener',
      'too_many_listeners',
      'unknown_tab_session',
      'tab_session_closed',
      'tab_session_not_owned',
      'grant_site_mismatch',
      'site_mismatch',
      'listener_debugger_unavailable',
      'listener_debugger_conflict',
      'listener_debugger_permission_denied',
      'listener_debugger_attach_failed',
      'listener_debugger_command_failed',
    ],
  },
} as const satisfies Record<string, ListenerDefinition>;

export type ListenerName = keyof typeof LISTENERS;

/** Whether a name from outside is that of a listener. */
export function isListenerName(name: string): name is ListenerName {
  return Object.hasOwn(LISTENERS, name);
}
