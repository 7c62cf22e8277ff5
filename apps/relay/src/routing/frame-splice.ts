import { OttoError, type Envelope } from '@otto/protocol';
import { FrameScan, isEmptyObject, type Span } from './frame-scan';
import type { RelayMetadata } from './relay-metadata';

/** What the relay changes in a frame on its way. */
export interface FrameEdits {
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  /** Goes into the payload of a command's action. */
  readonly metadata?: RelayMetadata | undefined;
}

interface Patch extends Span {
  readonly text: Buffer;
}

/** The bytes of a frame with those changes and no others; nothing else of it is parsed again or written anew. */
export function spliceFrame(bytes: Buffer, envelope: Envelope, edits: FrameEdits): Buffer {
  const scan = new FrameScan(bytes);
  const patches = scan.isPlain(envelope as Envelope<object>) ? patchesFor(bytes, scan, edits) : undefined;
  return patches === undefined ? rewriteFrame(envelope, edits) : applyPatches(bytes, patches);
}

/** The bytes of a frame under another requestId. */
export function renameFrame(bytes: Buffer, requestId: string): Buffer {
  return spliceFrame(bytes, JSON.parse(bytes.toString()) as Envelope, { requestId });
}

/**
 * What spliceFrame does, by writing the whole frame anew: for frames that cannot be spliced.
 *
 * @throws OttoError `invalid_envelope` for what can be read but not written: JSON.stringify recurses, JSON.parse does not
 */
export function rewriteFrame(envelope: Envelope, { requestId, traceId, metadata }: FrameEdits): Buffer {
  const payload = envelope.payload as Record<string, unknown>;
  const edited = {
    ...envelope,
    ...(requestId !== undefined && { requestId }),
    ...(traceId !== undefined && { traceId }),
    ...(metadata && { payload: { ...payload, payload: metadata.addTo(payload.payload as object) } }),
  };
  try {
    return Buffer.from(JSON.stringify(edited));
  } catch (cause) {
    throw new OttoError('invalid_envelope', { reason: 'it is nested too deeply' }, { cause });
  }
}

/** In the order of their places; undefined when one of the places is missing. */
function patchesFor(bytes: Buffer, scan: FrameScan, { requestId, traceId, metadata }: FrameEdits): Patch[] | undefined {
  const patches: Patch[] = [];
  if (metadata !== undefined) {
    if (scan.innerPayload === undefined) return undefined;
    const { start } = scan.innerPayload;
    patches.push({ start: start + 1, end: start + 1, text: metadata.members(isEmptyObject(bytes, start)) });
  }
  if (requestId !== undefined) {
    if (scan.requestId === undefined) return undefined;
    patches.push({ ...scan.requestId, text: Buffer.from(JSON.stringify(requestId)) });
  }
  if (traceId !== undefined) patches.push(tracePatch(scan, JSON.stringify(traceId)));
  return patches.length < 2 ? patches : patches.sort((one, other) => one.start - other.start);
}

function tracePatch({ start, traceId }: FrameScan, text: string): Patch {
  if (traceId !== undefined) return { ...traceId, text: Buffer.from(text) };
  return { start, end: start, text: Buffer.from(`"traceId":${text},`) };
}

function applyPatches(bytes: Buffer, patches: readonly Patch[]): Buffer {
  let size = bytes.length;
  for (const { start, end, text } of patches) size += text.length - (end - start);
  const spliced = Buffer.allocUnsafe(size);
  let read = 0;
  let written = 0;
  for (const { start, end, text } of patches) {
    written += bytes.copy(spliced, written, read, start);
    written += text.copy(spliced, written);
    read = end;
  }
  bytes.copy(spliced, written, read);
  return spliced;
}
