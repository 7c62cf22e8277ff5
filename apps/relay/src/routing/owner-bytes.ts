import type { Frame } from '../ws/frame';
import { spliceFrame } from './frame-splice';

/** Something that a node knows under one requestId and its owner under another, or mostly the same. */
export interface Renamed {
  readonly requestId: string;
  readonly nodeRequestId: string;
  readonly traceId: string | undefined;
}

/** A node's frame as the owner of what it belongs to gets it: the bytes that came in, unless ids have to be put right. */
export function forOwner({ requestId, nodeRequestId, traceId }: Renamed, { bytes, envelope }: Frame): Buffer {
  const isRenamed = requestId !== nodeRequestId;
  const isTraced = traceId === undefined || traceId === envelope.traceId;
  if (!isRenamed && isTraced) return bytes;
  return spliceFrame(bytes, envelope, { ...(isRenamed && { requestId }), ...(!isTraced && { traceId }) });
}
