import { PROTOCOL_VERSION, type MessageType } from '@otto/protocol';

/** On answers to frames whose requestId could not be read. */
export const UNKNOWN_REQUEST = 'unknown';

let lastMs = 0;
let lastTimestamp = '';

/** A frame of the relay's own, as the text that goes out. Built piece by piece, which takes a third of the time. */
export function relayFrame(messageType: MessageType, requestId: string, payload: object, traceId?: string): string {
  const trace = traceId === undefined ? '' : `"traceId":${JSON.stringify(traceId)},`;
  return (
    `{"protocolVersion":"${PROTOCOL_VERSION}","messageType":"${messageType}","requestId":${JSON.stringify(requestId)},` +
    `"timestamp":"${timestamp()}","senderRole":"relay",${trace}"payload":${JSON.stringify(payload)}}`
  );
}

/** Frames come many to the millisecond, so most of them share the text of the one before. */
function timestamp(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastTimestamp = new Date(now).toISOString();
  }
  return lastTimestamp;
}
