const FIRST_BYTES = 2;
const MASKED = 0x80;
const LENGTH = 0x7f;
const LENGTH_16_BIT = 126;
const LENGTH_64_BIT = 127;
const KEY_BYTES = 4;
/** Below, a loop over bytes is done before a view of words is made. */
const MANY_BYTES = 64;

const turnedKey = new Uint8Array(KEY_BYTES);
const turnedKeyWord = new Uint32Array(turnedKey.buffer);

/**
 * Takes the masks off what a peer sends, in place and a word at a time, and leaves keys of zeros behind: `ws` does it a byte
 * at a time, which was the largest part of relaying a page, and skips it for such keys. Everything else about the frames
 * stays with `ws`, which also judges those that are wrong. (RFC 6455, 5.2 and 5.3)
 */
export class FrameUnmasker {
  readonly #key = new Uint8Array(KEY_BYTES);
  /** Bytes of the header that have been read, of those that it has as far as is known. */
  #read = 0;
  #headerBytes = FIRST_BYTES;
  /** Where in the header the key begins, if there is one. */
  #keyAt = FIRST_BYTES;
  /** Bytes of the payload that are to come. */
  #left = 0;
  /** Bytes of the payload that have been unmasked, modulo the size of the key. */
  #turn = 0;

  /** The next chunk that came from the peer; where it was cut does not matter. */
  unmask(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#read < this.#headerBytes ? this.#takeHeader(chunk, at) : this.#takePayload(chunk, at);
      if (this.#left === 0 && this.#read === this.#headerBytes) this.#endFrame();
    }
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const byte = chunk[at] ?? 0;
    const place = this.#read;
    this.#read += 1;
    if (place === 1) this.#takeLength(byte);
    else if (place >= this.#keyAt) {
      this.#key[place - this.#keyAt] = byte;
      chunk[at] = 0;
    } else if (place > 1) this.#left = this.#left * 256 + byte;
    return at + 1;
  }

  #takeLength(byte: number): void {
    const length = byte & LENGTH;
    this.#keyAt = FIRST_BYTES + extendedBytes(length);
    this.#headerBytes = this.#keyAt + ((byte & MASKED) === 0 ? 0 : KEY_BYTES);
    this.#left = length < LENGTH_16_BIT ? length : 0;
  }

  #takePayload(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#left);
    if (this.#headerBytes > this.#keyAt) xor(chunk, at, end, this.#key, this.#turn);
    this.#turn = (this.#turn + end - at) % KEY_BYTES;
    this.#left -= end - at;
    return end;
  }

  #endFrame(): void {
    this.#read = 0;
    this.#headerBytes = FIRST_BYTES;
    this.#turn = 0;
  }
}

function extendedBytes(length: number): number {
  if (length === LENGTH_64_BIT) return 8;
  return length === LENGTH_16_BIT ? 2 : 0;
}

/** `turn` is where in the key the first byte's mask is. */
function xor(bytes: Buffer, start: number, end: number, key: Uint8Array, turn: number): void {
  if (end - start < MANY_BYTES) return xorBytes(bytes, start, end, key, turn);
  const aligned = start + (-(bytes.byteOffset + start) & 3);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, (end - aligned) >> 2);
  const rest = aligned + words.byteLength;
  xorBytes(bytes, start, aligned, key, turn);
  xorWords(words, keyWord(key, turn + aligned - start));
  xorBytes(bytes, rest, end, key, turn + rest - start);
}

function xorBytes(bytes: Buffer, start: number, end: number, key: Uint8Array, turn: number): void {
  for (let at = start; at < end; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (key[(turn + at - start) & 3] ?? 0);
}

function xorWords(words: Uint32Array, mask: number): void {
  for (let index = 0; index < words.length; index += 1) words[index] = (words[index] ?? 0) ^ mask;
}

/** The key from one of its bytes on, as a number in this machine's byte order. */
function keyWord(key: Uint8Array, turn: number): number {
  for (let index = 0; index < KEY_BYTES; index += 1) turnedKey[index] = key[(turn + index) & 3] ?? 0;
  return turnedKeyWord[0] ?? 0;
}
