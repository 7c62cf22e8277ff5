/** A part of a text, from `start` up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where those parts of a frame lie that the relay may have to change. */
export interface FrameSpans {
  /** Just behind the opening brace. */
  readonly start: number;
  readonly requestId: Span;
  readonly traceId?: Span;
  /** The `payload` within the payload, which a command has. */
  readonly innerPayload?: Span;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
/** Strings that are longer are searched for their end by the machine's own search, which takes a moment to begin. */
const SHORT_STRING = 64;

/**
 * Finds the parts of a frame in its bytes, which have to be valid JSON already. Undefined when the bytes leave room for two
 * readings (a key twice, a key written with escapes): whoever changes such a frame has to write it anew.
 */
export function scanFrame(bytes: Buffer, frame: { payload: object }): FrameSpans | undefined {
  const start = skipSpace(bytes, 0) + 1;
  let requestId: Span | undefined;
  let traceId: Span | undefined;
  let innerPayload: Span | undefined;
  let innerKeys = 0;
  const keys = scanMembers(bytes, start, (key, value) => {
    if (isKey(bytes, key, 'payload')) {
      innerKeys = scanMembers(bytes, value.start + 1, (innerKey, innerValue) => {
        if (isKey(bytes, innerKey, 'payload')) innerPayload = innerValue;
      });
    } else if (isKey(bytes, key, 'requestId')) requestId = value;
    else if (isKey(bytes, key, 'traceId')) traceId = value;
  });
  // The parser keeps one of several equal keys, so a text with more keys than the parsed object repeats some.
  const isPlain = keys === Object.keys(frame).length && innerKeys === Object.keys(frame.payload).length;
  if (!isPlain || requestId === undefined) return undefined;
  return { start, requestId, ...(traceId && { traceId }), ...(innerPayload && { innerPayload }) };
}

/** Whether the object at a span has no members. */
export function isEmptyObject(bytes: Buffer, { start }: Span): boolean {
  return bytes[skipSpace(bytes, start + 1)] === CLOSE_BRACE;
}

/** Walks over the members of an object, beginning behind its brace. Returns how many there are. */
function scanMembers(bytes: Buffer, start: number, visit: (key: Span, value: Span) => void): number {
  let count = 0;
  let at = skipSpace(bytes, start);
  while (bytes[at] === QUOTE) {
    const key = { start: at + 1, end: skipString(bytes, at) - 1 };
    const colon = skipSpace(bytes, key.end + 1);
    if (bytes[colon] !== COLON) break;
    const valueStart = skipSpace(bytes, colon + 1);
    const value = { start: valueStart, end: skipValue(bytes, valueStart) };
    visit(key, value);
    count += 1;
    at = skipSpace(bytes, value.end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
  return count;
}

function isKey(bytes: Buffer, { start, end }: Span, name: string): boolean {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[start + index] !== name.charCodeAt(index)) return false;
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
