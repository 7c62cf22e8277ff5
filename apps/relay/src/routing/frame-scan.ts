const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
/** Strings that are longer are searched for their end by the machine's own search, which takes a moment to begin. */
const SHORT_STRING = 64;

/** A part of the bytes, from `start` up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds those parts of a frame that the relay may have to change, in bytes that are known to be valid JSON. One walk, no
 * text is decoded: this runs for every command.
 */
export class FrameScan {
  /** Just behind the opening brace of the frame. */
  readonly start: number;
  requestId: Span | undefined;
  traceId: Span | undefined;
  /** The `payload` within the payload, which a command has. */
  innerPayload: Span | undefined;
  #keys = 0;
  #payloadKeys = 0;

  constructor(private readonly bytes: Buffer) {
    this.start = skipSpace(bytes, 0) + 1;
    this.#scanFrame();
  }

  /**
   * Whether the bytes can be read in one way only. The parser keeps one of several equal keys and decodes escapes in keys;
   * whoever changes a frame with such keys by its bytes may change another value than the one that was checked.
   */
  isPlain(frame: { readonly payload: object }): boolean {
    return this.#keys === Object.keys(frame).length && this.#payloadKeys === Object.keys(frame.payload).length;
  }

  #scanFrame(): void {
    const { bytes } = this;
    let at = skipSpace(bytes, this.start);
    while (bytes[at] === QUOTE) {
      const keyEnd = skipString(bytes, at);
      const start = startOfValue(bytes, keyEnd);
      const isPayload = isKey(bytes, at, keyEnd, 'payload');
      const end = isPayload ? this.#scanPayload(start) : skipValue(bytes, start);
      if (isKey(bytes, at, keyEnd, 'requestId')) this.requestId = { start, end };
      else if (isKey(bytes, at, keyEnd, 'traceId')) this.traceId = { start, end };
      this.#keys += 1;
      at = nextMember(bytes, end);
    }
  }

  /** Returns the end of the payload, which is an object. */
  #scanPayload(payloadStart: number): number {
    const { bytes } = this;
    this.#payloadKeys = 0;
    let at = skipSpace(bytes, payloadStart + 1);
    while (bytes[at] === QUOTE) {
      const keyEnd = skipString(bytes, at);
      const start = startOfValue(bytes, keyEnd);
      const end = skipValue(bytes, start);
      if (isKey(bytes, at, keyEnd, 'payload')) this.innerPayload = { start, end };
      this.#payloadKeys += 1;
      at = nextMember(bytes, end);
    }
    return at + 1;
  }
}

/** Whether the object that begins at a brace has no members. */
export function isEmptyObject(bytes: Buffer, brace: number): boolean {
  return bytes[skipSpace(bytes, brace + 1)] === CLOSE_BRACE;
}

/** From behind a key to its value. */
function startOfValue(bytes: Buffer, keyEnd: number): number {
  return skipSpace(bytes, skipSpace(bytes, keyEnd) + 1);
}

/** From behind a value to the next key, or to the closing brace. */
function nextMember(bytes: Buffer, valueEnd: number): number {
  const at = skipSpace(bytes, valueEnd);
  return bytes[at] === COMMA ? skipSpace(bytes, at + 1) : at;
}

/** Whether the string from its opening quote to behind its closing one has this text, written without escapes. */
function isKey(bytes: Buffer, quote: number, end: number, name: string): boolean {
  if (end - quote !== name.length + 2) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[quote + 1 + index] !== name.charCodeAt(index)) return false;
  }
  return true;
}

function skipSpace(bytes: Buffer, at: number): number {
  let next = at;
  while ((bytes[next] ?? COMMA) <= SPACE) next += 1;
  return next;
}

function skipValue(bytes: Buffer, at: number): number {
  const first = bytes[at];
  if (first === QUOTE) return skipString(bytes, at);
  return first === OPEN_BRACE || first === OPEN_BRACKET ? skipNested(bytes, at) : skipLiteral(bytes, at);
}

function skipNested(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      continue;
    }
    at += 1;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at;
  }
  return at;
}

function skipLiteral(bytes: Buffer, start: number): number {
  let at = start;
  for (let byte = bytes[at]; byte !== undefined && !endsLiteral(byte); byte = bytes[at]) at += 1;
  return at;
}

function endsLiteral(byte: number): boolean {
  return byte <= SPACE || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}

function skipString(bytes: Buffer, quote: number): number {
  const near = Math.min(bytes.length, quote + SHORT_STRING);
  let at = quote + 1;
  while (at < near) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return skipLongString(bytes, at);
}

function skipLongString(bytes: Buffer, start: number): number {
  for (let at = start; ;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0) return bytes.length;
    let escapes = quote;
    while (escapes > start && bytes[escapes - 1] === BACKSLASH) escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
