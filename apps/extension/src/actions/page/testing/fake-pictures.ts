import type { ImageFormat } from '@otto/protocol';

/** The first bytes of a picture of that size, and as many more as it takes to be `byteLength` long. */
export function fakePicture(format: ImageFormat, width: number, height: number, byteLength = 100): string {
  const bytes = Buffer.alloc(byteLength);
  if (format === 'png') {
    bytes.write('\u0089PNG\r\n\u001a\n', 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
  } else {
    // Start of image, a segment to be skipped, start of frame.
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8]).copy(bytes);
    bytes.writeUInt16BE(height, 13);
    bytes.writeUInt16BE(width, 15);
  }
  return bytes.toString('base64');
}
