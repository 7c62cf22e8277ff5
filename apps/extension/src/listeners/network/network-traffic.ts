import { debuggerError, type DebuggerCodes } from '../../runtime/debugger/debugger-failure';
import type { DebuggerSessions } from '../../runtime/debugger/debugger-sessions';
import { TabTraffic } from './tab-traffic';
import type { TrafficTap } from './traffic-tap';

const CODES: DebuggerCodes = {
  unavailable: 'listener_debugger_unavailable',
  conflict: 'listener_debugger_conflict',
  permission_denied: 'listener_debugger_permission_denied',
  attach_failed: 'listener_debugger_attach_failed',
  command_failed: 'listener_debugger_command_failed',
};

export interface TappedTab {
  readonly tabId: number;
  readonly tabSessionId: string;
}

/** The traffic of all tabs that somebody taps. */
export class NetworkTraffic {
  readonly #debuggers: DebuggerSessions;
  readonly #tabs = new Map<number, TabTraffic>();

  constructor(debuggers: DebuggerSessions) {
    this.#debuggers = debuggers;
  }

  /**
   * Lets a tap see the traffic of a tab until the returned function is called, or the tap is told that it is lost.
   *
   * @throws OttoError `listener_debugger_unavailable`, `listener_debugger_conflict`, `listener_debugger_permission_denied`,
   * `listener_debugger_attach_failed`, `listener_debugger_command_failed`, `tab_session_closed`, or the signal's reason
   */
  async tap({ tabId, tabSessionId }: TappedTab, tap: TrafficTap, signal: AbortSignal): Promise<() => Promise<void>> {
    const traffic = this.#tabs.get(tabId) ?? this.#open(tabId);
    try {
      await traffic.add(tap, signal);
    } catch (thrown) {
      throw debuggerError(thrown, CODES, tabSessionId);
    }
    return () => traffic.remove(tap);
  }

  #open(tabId: number): TabTraffic {
    const traffic = new TabTraffic(this.#debuggers, tabId, () => {
      if (this.#tabs.get(tabId) === traffic) this.#tabs.delete(tabId);
    });
    this.#tabs.set(tabId, traffic);
    return traffic;
  }
}
