import type { Decode } from './fit-picture';
import { readPicture } from './picture';

/** Characters that fit into one call. */
const CHUNK = 0x8000;

/** Decodes and encodes pictures in the worker, without asking the page for another one. */
export const decodeOnCanvas: Decode = async ({ base64, format, width, height }) => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${format}` }));
  return {
    async encode(scale, encoding) {
      const size = { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
      const canvas = new OffscreenCanvas(size.width, size.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('the browser has no room for the picture');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, size.width, size.height);
      const quality = encoding.quality === undefined ? {} : { quality: encoding.quality / 100 };
      const blob = await canvas.convertToBlob({ type: `image/${encoding.format}`, ...quality });
      return readPicture(toBase64(new Uint8Array(await blob.arrayBuffer())), encoding.format);
    },
    close: () => bitmap.close(),
  };
};

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
