import {
  fromWireError,
  isRecord,
  OttoError,
  type CommandOutcome,
  type ErrorCode,
  type ErrorDetails,
} from '@otto/protocol';

/** How a command that succeeded ended. */
export interface CommandResult<D> {
  readonly requestId: string;
  /** What the action returns. */
  readonly data: D;
  readonly warnings: readonly string[];
  /** ms on the node. */
  readonly durationMs: number;
}

const CODES: Record<Exclude<CommandOutcome, 'completed' | 'failed'>, ErrorCode> = {
  timed_out: 'command_timed_out',
  cancelled: 'command_cancelled',
};

/** Reads the payload of a `result` frame. Throws an OttoError for one that tells of a failure, as some nodes do instead of sending `error`. */
export function readResult(payload: unknown, details: ErrorDetails): CommandResult<unknown> {
  const { ok, data, warnings, durationMs, commandOutcome } = isRecord(payload) ? payload : {};
  if (ok === false && commandOutcome !== 'completed') throw failure(commandOutcome, data, details);
  return {
    requestId: String(details.requestId),
    data,
    warnings: Array.isArray(warnings) ? warnings.map(String) : [],
    durationMs: typeof durationMs === 'number' ? durationMs : 0,
  };
}

function failure(outcome: unknown, data: unknown, details: ErrorDetails): OttoError {
  if (outcome === 'timed_out' || outcome === 'cancelled') return new OttoError(CODES[outcome], details);
  return fromWireError(isRecord(data) ? data : {}, details);
}
