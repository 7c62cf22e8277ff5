import { OttoError } from '@otto/protocol';
import type { Encoding } from './camera';
import type { Picture } from './picture';

/** A decoded picture, to be encoded again. */
export interface Canvas {
  /** @param scale Of the decoded picture; at most 1. */
  encode(scale: number, encoding: Encoding): Promise<Picture>;
  /** Has to be called: pictures take a lot of memory. */
  close(): void;
}

export type Decode = (picture: Picture) => Promise<Canvas>;

export interface FittedPicture extends Picture {
  readonly quality: number | undefined;
  /** Of the picture that was to be fitted. */
  readonly scale: number;
}

const MAX_STEPS = 6;
const MIN_SCALE = 0.1;
/** Below this, writing can no longer be read; a smaller picture says more. */
const MIN_QUALITY = 40;
/** Aims a little below the limit, since the size of an encoded picture can only be guessed. */
const AIM = 0.9;

/**
 * The picture, in at most `maxBytes`: with less quality first where there is such a thing, then smaller and smaller, in a
 * few steps.
 *
 * @throws OttoError `screenshot_too_large`
 */
export async function fitPicture(
  picture: Picture,
  { quality: wanted, maxBytes, decode }: { quality: number | undefined; maxBytes: number; decode: Decode },
): Promise<FittedPicture> {
  if (picture.byteLength <= maxBytes) return { ...picture, quality: wanted, scale: 1 };
  const canvas = await decode(picture);
  try {
    let [quality, scale, byteLength] = [wanted, 1, picture.byteLength];
    for (let step = 0; step < MAX_STEPS; step++) {
      const excess = byteLength / maxBytes;
      if (quality !== undefined && quality > MIN_QUALITY) quality = lowerQuality(quality, excess);
      else scale *= Math.min(AIM, Math.sqrt(AIM / excess));
      if (scale < MIN_SCALE) break;
      const smaller = await canvas.encode(scale, { format: picture.format, quality });
      if (smaller.byteLength <= maxBytes) return { ...smaller, quality, scale };
      byteLength = smaller.byteLength;
    }
  } finally {
    canvas.close();
  }
  throw new OttoError('screenshot_too_large');
}

function lowerQuality(quality: number, excess: number): number {
  return Math.max(MIN_QUALITY, Math.floor(quality / Math.max(1.1, Math.sqrt(excess))));
}
