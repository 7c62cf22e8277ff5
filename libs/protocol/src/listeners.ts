/** What relay, node and SDK need to know of a listener apart from its types (see listener-types.ts). */
export interface ListenerDefinition {
  readonly description: string;
}

/** The registry of listeners. */
export const LISTENERS = {
  'network.http_intercept': {
    description: 'Captures the HTTP responses that a managed tab receives from a site.',
  },
} as const satisfies Record<string, ListenerDefinition>;

export type ListenerName = keyof typeof LISTENERS;

/** Whether a name from outside is that of a listener. */
export function isListenerName(name: string): name is ListenerName {
  return Object.hasOwn(LISTENERS, name);
}
