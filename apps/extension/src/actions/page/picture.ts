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
  const head = Uint8Array.from(atob(base64.slice(0, HEAD_CHARS)), (char) => char.charCodeAt(0));
  const view = new DataView(head.buffer);
  const size = format === 'png' ? pngSize(view) : jpegSize(view);
  return { base64, format, ...size, byteLength: decodedBytes(base64) };
}

function pngSize(view: DataView): Size {
  return { width: view.getUint32(PNG_SIZE_AT), height: view.getUint32(PNG_SIZE_AT + 4) };
}

/** A JPEG is a list of segments: marker, length, content. */
function jpegSize(view: DataView): Size {
  for (let at = JPEG_START; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (isStartOfFrame(view.getUint8(at + 1))) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  throw new Error('the picture has no size');
}

function decodedBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
