import type { Encoding } from './camera';
import { fitPicture } from './fit-picture';
import type { Picture } from './picture';

/** A canvas whose pictures weigh as much as their pixels and quality say. */
class FakeCanvas {
  readonly encoded: (Encoding & { scale: number })[] = [];
  closed = 0;

  readonly decode = async (picture: Picture) => ({
    encode: async (scale: number, encoding: Encoding): Promise<Picture> => {
      this.encoded.push({ scale, ...encoding });
      const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
      const byteLength = Math.round(width * height * ((encoding.quality ?? 100) / 100));
      return { base64: '', format: encoding.format, width, height, byteLength };
    },
    close: () => void this.closed++,
  });
}

const picture = (format: 'png' | 'jpeg', byteLength = 1_000_000): Picture => ({
  base64: '',
  format,
  width: 1000,
  height: 1000,
  byteLength,
});

describe('fitting a picture', () => {
  let canvas: FakeCanvas;
  beforeEach(() => {
    canvas = new FakeCanvas();
  });
  const fit = (taken: Picture, quality: number | undefined, maxBytes: number) =>
    fitPicture(taken, { quality, maxBytes, decode: canvas.decode });

  it('leaves a picture as it is that is small enough', async () => {
    const taken = picture('jpeg');
    expect(await fit(taken, 80, 1_000_000)).toEqual({ ...taken, quality: 80, scale: 1 });
    expect(canvas.encoded).toEqual([]);
  });

  it('takes quality before size', async () => {
    const fitted = await fit(picture('jpeg', 800_000), 80, 600_000);
    expect(fitted).toMatchObject({ scale: 1, width: 1000 });
    expect(fitted.quality).toBeLessThan(80);
    expect(fitted.byteLength).toBeLessThanOrEqual(600_000);
  });

  it('takes size where quality does not do', async () => {
    const fitted = await fit(picture('jpeg', 800_000), 80, 50_000);
    expect(fitted.quality).toBe(40);
    expect(fitted.scale).toBeLessThan(1);
    expect(fitted.byteLength).toBeLessThanOrEqual(50_000);
  });

  it('makes a png smaller, but no smaller than it has to be', async () => {
    const fitted = await fit(picture('png'), undefined, 250_000);
    expect(fitted.quality).toBeUndefined();
    expect(fitted.byteLength).toBeLessThanOrEqual(250_000);
    expect(fitted.scale).toBeGreaterThan(0.4);
  });

  it('gives up after a few steps', async () => {
    await expect(fit(picture('png'), undefined, 10)).rejects.toMatchObject({ code: 'screenshot_too_large' });
    expect(canvas.encoded.length).toBeLessThanOrEqual(6);
  });

  it('gives the memory back, whatever becomes of the picture', async () => {
    await fit(picture('png'), undefined, 250_000);
    await fit(picture('png'), undefined, 10).catch(() => undefined);
    expect(canvas.closed).toBe(2);
  });
});
