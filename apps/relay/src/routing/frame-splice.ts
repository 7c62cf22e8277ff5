import type { Envelope } from '@otto/protocol';
import { isEmptyObject, scanFrame, type FrameSpans, type Span } from './frame-scan';
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
  const spans = scanFrame(bytes, envelope as Envelope<object>);
  const patches = spans && patchesFor(bytes, spans, edits);
  return patches === undefined ? rewriteFrame(envelope, edits) : applyPatches(bytes, patches);
}

/** The bytes of a frame under another requestId. */
export function renameFrame(bytes: Buffer, requestId: string): Buffer {
  return spliceFrame(bytes, JSON.parse(bytes.toString()) as Envelope, { requestId });
}

/** What spliceFrame does, by writing the whole frame anew: for frames that cannot be spliced. */
export function rewriteFrame(envelope: Envelope, { requestId, traceId, metadata }: FrameEdits): Buffer {
  const payload = envelope.payload as Record<string, unknown>;
  const edited = {
    ...envelope,
    ...(requestId !== undefined && { requestId }),
    ...(traceId !== undefined && { traceId }),
    ...(metadata && { payload: { ...payload, payload: metadata.addTo(payload.payload as object) } }),
  };
  return Buffer.from(JSON.stringify(edited));
}

function patchesFor(bytes: Buffer, spans: FrameSpans, edits: FrameEdits): Patch[] | undefined {
  const { requestId, traceId, metadata } = edits;
  const patches: Patch[] = [];
  if (requestId !== undefined) patches.push({ ...spans.requestId, text: Buffer.from(JSON.stringify(requestId)) });
  if (traceId !== undefined) patches.push(tracePatch(spans, JSON.stringify(traceId)));
  if (metadata !== undefined) {
    const inner = spans.innerPayload;
    if (inner === undefined) return undefined;
    patches.push({ ...insertion(inner.start + 1), text: metadata.members(isEmptyObject(bytes, inner)) });
  }
  return patches.length < 2 ? patches : patches.sort((one, other) => one.start - other.start);
}

function tracePatch({ start, traceId }: FrameSpans, text: string): Patch {
  if (traceId !== undefined) return { ...traceId, text: Buffer.from(text) };
  return { ...insertion(start), text: Buffer.from(`"traceId":${text},`) };
}

function insertion(at: number): Span {
  return { start: at, end: at };
}

function applyPatches(bytes: Buffer, patches: readonly Patch[]): Buffer {
  const added = patches.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const spliced = Buffer.allocUnsafe(bytes.length + added);
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
