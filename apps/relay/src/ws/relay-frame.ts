import { makeFrame, type MessageType } from '@otto/protocol';

/** On answers to frames whose requestId could not be read. */
export const UNKNOWN_REQUEST = 'unknown';

/** A frame of the relay's own, as the text that goes out. */
export function relayFrame(messageType: MessageType, requestId: string, payload: object, traceId?: string): string {
  return JSON.stringify(makeFrame('relay', messageType, requestId, payload, { traceId }));
}
