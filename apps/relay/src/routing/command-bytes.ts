import type { Envelope, CommandPayload } from '@otto/protocol';
import { rewriteFrame, spliceFrame } from './frame-splice';
import type { Listener } from './listener';
import { hasReserved, withoutReserved, type RelayMetadata } from './relay-metadata';

/** A command's frame as its node gets it: the bytes that came in, with the relay's metadata in the action's payload. */
export function commandBytes(bytes: Buffer, envelope: Envelope<CommandPayload>, metadata: RelayMetadata): Buffer {
  const { payload } = envelope;
  if (!hasReserved(payload) && !hasReserved(payload.payload)) return spliceFrame(bytes, envelope, { metadata });
  return rewriteFrame({ ...envelope, payload: withoutReserved(payload) }, { metadata });
}

/** The same for a `listener.unsubscribe`, whose node may know the listener under another requestId than its owner. */
export function unsubscribeBytes(
  bytes: Buffer,
  envelope: Envelope<CommandPayload>,
  { requestId, nodeRequestId }: Listener,
  metadata: RelayMetadata,
): Buffer {
  if (requestId === nodeRequestId) return commandBytes(bytes, envelope, metadata);
  const payload = { ...envelope.payload.payload, targetRequestId: nodeRequestId };
  return rewriteFrame({ ...envelope, payload: { ...withoutReserved(envelope.payload), payload } }, { metadata });
}
