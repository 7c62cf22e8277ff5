import { LATENCY_BOUNDS_MS, LatencyHistogram } from './latency-histogram';

describe('LatencyHistogram', () => {
  let histogram: LatencyHistogram;

  beforeEach(() => (histogram = new LatencyHistogram()));

  it('counts a duration in its bucket and in all above it, a bound belonging to the bucket below', () => {
    histogram.observe(5);
    histogram.observe(6);
    expect(histogram.cumulated().slice(0, 3)).toEqual([1, 2, 2]);
    expect(histogram.sumMs).toBe(11);
  });

  it('takes what is longer than every bound in its last bucket', () => {
    histogram.observe(600_001);
    const counts = histogram.cumulated();
    expect(counts).toHaveLength(LATENCY_BOUNDS_MS.length + 1);
    expect(counts.slice(-2)).toEqual([0, 1]);
  });

  it('takes what a clock that was set back gives for nothing', () => {
    histogram.observe(-50);
    expect(histogram.cumulated()[0]).toBe(1);
    expect(histogram.sumMs).toBe(0);
  });
});
