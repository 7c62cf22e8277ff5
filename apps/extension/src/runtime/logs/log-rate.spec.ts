import { LogRate } from './log-rate';

describe('LogRate', () => {
  it('lets a burst through, then one after the other', () => {
    const rate = new LogRate({ perMinute: 60, burst: 2 }, 0);
    expect([rate.take(0), rate.take(0), rate.take(0)]).toEqual([0, 0, 1000]);
    expect([rate.take(1000), rate.take(1000)]).toEqual([0, 1000]);
  });

  it('saves up no more than a burst', () => {
    const rate = new LogRate({ perMinute: 60, burst: 2 }, 0);
    expect([rate.take(600_000), rate.take(600_000), rate.take(600_000)]).toEqual([0, 0, 1000]);
  });

  it('rests when it is told to', () => {
    const rate = new LogRate({ perMinute: 60, burst: 2 }, 0);
    rate.rest(5000, 0);
    expect(rate.take(0)).toBeGreaterThan(5000);
    expect(rate.take(6000)).toBe(0);
  });
});
