import { OttoError, isRecord, type ErrorCode } from '@otto/protocol';

/** What went wrong with a debugger, for whatever it was needed. */
export type DebuggerFailureKind =
  | 'unavailable'
  /** Something else is attached that tolerates nobody beside it. */
  | 'conflict'
  | 'permission_denied'
  | 'attach_failed'
  | 'command_failed'
  /** It was attached, and is no longer: the user wanted that. */
  | 'detached'
  | 'page_crashed'
  /** There is no such tab any more. */
  | 'tab_closed';

/** A failure of the browser's debugger interface. Its message is the reason, in the browser's words. */
export class DebuggerFailure extends Error {
  constructor(
    readonly kind: DebuggerFailureKind,
    reason: string,
  ) {
    super(reason);
  }
}

/** The codes of a feature that needs a debugger. */
export type DebuggerCodes = Readonly<
  Record<'unavailable' | 'conflict' | 'permission_denied' | 'attach_failed' | 'command_failed', ErrorCode>
>;

/** Chromium's words, which differ between versions. */
const KINDS: readonly (readonly [RegExp, DebuggerFailureKind])[] = [
  [/already attached/i, 'conflict'],
  [/no tab with|no target with|tab was closed/i, 'tab_closed'],
  [/cannot (?:access|attach)|not allowed|restricted|extensions gallery|policy/i, 'permission_denied'],
];

/** Why an attempt to attach failed. */
export function attachFailure(thrown: unknown): DebuggerFailure {
  if (thrown instanceof DebuggerFailure) return thrown;
  const reason = reasonOf(thrown);
  return new DebuggerFailure(KINDS.find(([words]) => words.test(reason))?.[1] ?? 'attach_failed', reason);
}

/** Why a command failed on a debugger that was attached. */
export function commandFailure(thrown: unknown): DebuggerFailure {
  if (thrown instanceof DebuggerFailure) return thrown;
  const reason = reasonOf(thrown);
  if (/no tab with/i.test(reason)) return new DebuggerFailure('tab_closed', reason);
  if (/detached while|debugger is not attached/i.test(reason)) return new DebuggerFailure('detached', reason);
  return new DebuggerFailure('command_failed', reason);
}

/** A failure as the feature answers it; whatever is no failure of a debugger stays what it is. */
export function debuggerError(thrown: unknown, codes: DebuggerCodes, tabSessionId?: string): unknown {
  if (!(thrown instanceof DebuggerFailure)) return thrown;
  const { kind, message: reason } = thrown;
  if (kind === 'tab_closed') return new OttoError('tab_session_closed', { tabSessionId }, { cause: thrown });
  if (kind === 'page_crashed') return new OttoError('page_crashed', {}, { cause: thrown });
  const code = codes[kind === 'detached' ? 'command_failed' : kind];
  return new OttoError(code, { reason }, { cause: thrown });
}

/** A failed command of the protocol reaches extensions as JSON in the message of an error. */
function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  try {
    const parsed: unknown = JSON.parse(message);
    if (isRecord(parsed) && typeof parsed.message === 'string') return parsed.message;
  } catch {
    // Plain words.
  }
  return message.replace(/\.$/, '');
}
