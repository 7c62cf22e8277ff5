import {
  OttoError,
  makeFrame,
  toOttoError,
  type CommandOutcome,
  type ErrorPayload,
  type ResultPayload,
} from '@otto/protocol';
import { MAX_FRAME_BYTES, fitsIntoFrame } from '../frame-size';
import type { Command } from './command';

/** How a command ended, without the ids of whoever asked: a repeated command gets the same under its own. */
export interface Terminal {
  readonly messageType: 'result' | 'error';
  readonly outcome: CommandOutcome;
  /** The payload as JSON. Large results are serialised once, here. */
  readonly payloadText: string;
}

/** Room for the envelope, whose ids differ from asker to asker. */
const ENVELOPE_BYTES = 4096;

/** Throws `result_too_large`. */
export function completed(action: string, durationMs: number, data: unknown): Terminal {
  const payload: ResultPayload = { ok: true, durationMs, action, data, commandOutcome: 'completed' };
  const payloadText = JSON.stringify(payload);
  if (!fitsIntoFrame(payloadText, ENVELOPE_BYTES)) {
    throw new OttoError('result_too_large', { action, maxBytes: MAX_FRAME_BYTES });
  }
  return { messageType: 'result', outcome: 'completed', payloadText };
}

export function failed({ action, tabSessionId, clientId }: Command, nodeId: string, thrown: unknown): Terminal {
  const error = toOttoError(thrown);
  const outcome = outcomeOf(error);
  const context: Partial<ErrorPayload> = {
    action,
    stage: 'run',
    nodeId,
    clientId,
    tabSessionId,
    commandOutcome: outcome,
  };
  return { messageType: 'error', outcome, payloadText: JSON.stringify(error.toPayload(context)) };
}

/** For a frame that is no command. */
export function refused(thrown: unknown): Terminal {
  const payload = toOttoError(thrown).toPayload({ stage: 'run', commandOutcome: 'failed' });
  return { messageType: 'error', outcome: 'failed', payloadText: JSON.stringify(payload) };
}

/** The frame that answers one asker, as text. */
export function terminalFrame({ messageType, payloadText }: Terminal, requestId: string, traceId?: string): string {
  const envelope = JSON.stringify(makeFrame('node', messageType, requestId, null, { traceId }));
  return envelope.replace(/null\}$/, () => `${payloadText}}`);
}

export function outcomeOf({ code, category }: OttoError): CommandOutcome {
  if (code === 'command_cancelled') return 'cancelled';
  return category === 'timeout' ? 'timed_out' : 'failed';
}
