const FIN_AND_TEXT = 0x81;
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;
const MAX_16_BIT = 0xffff;
/** Below, copying a payload is cheaper than writing it on its own. */
const COPIED_BYTES = 16 * 1024;

/**
 * Packs texts into WebSocket messages as a server sends them: each one frame, not masked, not compressed (RFC 6455, 5.2).
 * Small ones are copied next to each other, so that many go out with one write; large ones stay where they are.
 */
export function packMessages(texts: readonly (Buffer | string)[]): Buffer[] {
  const sizes: number[] = [];
  let packedBytes = 0;
  for (const text of texts) {
    const size = typeof text === 'string' ? Buffer.byteLength(text) : text.length;
    sizes.push(size);
    packedBytes += headerBytes(size) + (isCopied(text, size) ? size : 0);
  }
  return pack(texts, sizes, Buffer.allocUnsafe(packedBytes));
}

function pack(texts: readonly (Buffer | string)[], sizes: readonly number[], packed: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  let begun = 0;
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const size = sizes[index] ?? 0;
    at = writeHeader(packed, at, size);
    if (typeof text === 'string') at += packed.write(text, at);
    else if (isCopied(text, size)) at += text.copy(packed, at);
    else {
      chunks.push(packed.subarray(begun, at), text);
      begun = at;
    }
  }
  if (at > begun) chunks.push(begun === 0 ? packed : packed.subarray(begun, at));
  return chunks;
}

function isCopied(text: Buffer | string, size: number): boolean {
  return typeof text === 'string' || size < COPIED_BYTES;
}

function headerBytes(size: number): number {
  if (size < LENGTH_16_BIT) return 2;
  return size <= MAX_16_BIT ? 4 : 10;
}

/** Returns where the payload goes. */
function writeHeader(into: Buffer, at: number, size: number): number {
  into[at] = FIN_AND_TEXT;
  if (size < LENGTH_16_BIT) {
    into[at + 1] = size;
    return at + 2;
  }
  if (size <= MAX_16_BIT) {
    into[at + 1] = LENGTH_16_BIT;
    return into.writeUInt16BE(size, at + 2);
  }
  into[at + 1] = LENGTH_64_BIT;
  into.writeUInt32BE(0, at + 2);
  return into.writeUInt32BE(size, at + 6);
}
