import fc from 'fast-check';
import { TokenBucket } from './token-bucket';

describe('TokenBucket', () => {
  it("gives a minute's worth at once, then says when the next one comes", () => {
    const bucket = new TokenBucket(60, 0);
    for (let count = 0; count < 60; count += 1) expect(bucket.take(0)).toBe(0);
    expect(bucket.take(0)).toBe(1000);
    expect(bucket.take(999)).toBe(1);
    expect(bucket.take(1000)).toBe(0);
    expect(bucket.take(1000)).toBe(1000);
  });

  it('saves up no more than a minute', () => {
    const bucket = new TokenBucket(60, 0);
    for (let count = 0; count < 60; count += 1) bucket.take(0);
    const hour = 60 * 60_000;
    for (let count = 0; count < 60; count += 1) expect(bucket.take(hour)).toBe(0);
    expect(bucket.take(hour)).toBe(1000);
  });

  it('never gives more than was there and flowed in, however it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { maxLength: 300 }), (pauses) => {
        const bucket = new TokenBucket(120, 0);
        let now = 0;
        const given = pauses.filter((pause) => bucket.take((now += pause)) === 0).length;
        expect(given).toBeLessThanOrEqual(120 + Math.ceil((now * 120) / 60_000));
      }),
    );
  });

  it('gives nothing for a clock that is set back', () => {
    const bucket = new TokenBucket(1, 10_000);
    bucket.take(10_000);
    expect(bucket.take(0)).toBeGreaterThan(0);
  });
});
