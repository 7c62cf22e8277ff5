import { OttoError, assertEnvelope, isRecord, isRequestId } from '@otto/protocol';
import type { Frame, UnreadableFrame } from './frame';

/** Reads one WebSocket message. Total: whatever comes in is either a frame or something that gets an answer. */
export function parseFrame(bytes: Buffer, isBinary: boolean): Frame | UnreadableFrame {
  let value: unknown;
  try {
    if (isBinary) throw new OttoError('invalid_json');
    value = parseJson(bytes);
    assertEnvelope(value);
    return { envelope: value, bytes };
  } catch (error) {
    return { error, ...readableRequestId(value) };
  }
}

export function isReadable(frame: Frame | UnreadableFrame): frame is Frame {
  return 'envelope' in frame;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    // The parser's own message quotes the input, which may be a secret.
    throw new OttoError('invalid_json');
  }
}

function readableRequestId(value: unknown): { requestId?: string } {
  return isRecord(value) && isRequestId(value.requestId) ? { requestId: value.requestId } : {};
}
