import { type OttoError } from '@otto/protocol';
import { untilAborted } from '../until-aborted';
import { DebuggerFailure, debuggerError, type DebuggerCodes } from './debugger-failure';
import type { DebuggerSessions } from './debugger-sessions';

const CODES: DebuggerCodes = {
  unavailable: 'debugger_focus_unavailable',
  conflict: 'debugger_focus_conflict',
  permission_denied: 'debugger_focus_permission_denied',
  attach_failed: 'debugger_focus_attach_failed',
  command_failed: 'debugger_focus_command_failed',
};

/** A page that believes to be visible and focused, although its tab is neither. */
export interface FocusEmulation {
  /** Aborts with the OttoError to answer when the emulation ends before its release: `debugger_focus_command_failed`. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

interface FocusedTab {
  readonly tabId: number;
  readonly tabSessionId?: string | undefined;
}

/**
 * Makes the page of a tab believe that it is visible and focused, for sites that slow down or stop when they are not.
 * The tab stays where it is.
 *
 * @throws OttoError `debugger_focus_unavailable`, `debugger_focus_conflict`, `debugger_focus_permission_denied`,
 * `debugger_focus_attach_failed`, `debugger_focus_command_failed`, `tab_session_closed`
 */
export async function emulateFocus(
  debuggers: DebuggerSessions,
  { tabId, tabSessionId }: FocusedTab,
  signal: AbortSignal,
): Promise<FocusEmulation> {
  const toError = (thrown: unknown): unknown => debuggerError(thrown, CODES, tabSessionId);
  const hold = await debuggers.hold(tabId, signal).catch((thrown: unknown) => {
    throw toError(thrown);
  });
  const lost = new AbortController();
  hold.onLost((reason) => lost.abort(toError(new DebuggerFailure('detached', reason)) as OttoError));
  const set = (enabled: boolean): Promise<unknown> => hold.send('Emulation.setFocusEmulationEnabled', { enabled });
  try {
    await untilAborted(set(true), signal);
  } catch (thrown) {
    await hold.release();
    throw toError(thrown);
  }
  const release = (): Promise<void> => {
    // Matters only to those who stay attached; a page that is busy must not hold up anybody.
    set(false).catch(() => undefined);
    return hold.release();
  };
  return { lost: lost.signal, release };
}
