import type { ImageFormat } from '@otto/protocol';

/** An encoded picture. */
export interface Picture {
  readonly base64: string;
  readonly format: ImageFormat;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly byteLength: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Enough for all that comes before the size in a JPEG of a browser. */
const HEAD_CHARS = 64 * 1024;
const PNG_SIZE_AT = 16;
const JPEG_START = 2;
/** Start-of-frame segments, of whatever kind of compression; the three others in that range are something else. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads a picture's size from its first bytes. Throws for what is no such picture. */
export function readPicture(base64: string, format: ImageFormat): Picture {
  const head = atob(base64.slice(0, HEAD_CHARS));
  const size = format === 'png' ? pngSize(head) : jpegSize(head);
  return { base64, format, ...size, byteLength: decodedBytes(base64) };
}

function pngSize(head: string): Size {
  if (head.length < PNG_SIZE_AT + 8) throw new Error('the picture has no size');
  return {
    width: uint16(head, PNG_SIZE_AT) * 0x1_0000 + uint16(head, PNG_SIZE_AT + 2),
    height: uint16(head, PNG_SIZE_AT + 4) * 0x1_0000 + uint16(head, PNG_SIZE_AT + 6),
  };
}

/** A JPEG is a list of segments: marker, length, content. */
function jpegSize(head: string): Size {
  for (let at = JPEG_START; at + 9 <= head.length; at += 2 + uint16(head, at + 2)) {
    if (isStartOfFrame(head.charCodeAt(at + 1))) return { height: uint16(head, at + 5), width: uint16(head, at + 7) };
  }
  throw new Error('the picture has no size');
}

/** Read where it is: to turn the head into an array first takes longer than everything else that is done with a picture. */
function uint16(bytes: string, at: number): number {
  return bytes.charCodeAt(at) * 0x100 + bytes.charCodeAt(at + 1);
}

function decodedBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
