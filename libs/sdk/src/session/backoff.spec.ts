import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it('doubles from 0.1 s to 5 s', () => {
    const longest = [0, 1, 2, 5, 6, 1000].map((attempt) => backoffMs(attempt, () => 1));
    expect(longest).toEqual([100, 200, 400, 3200, 5000, 5000]);
  });

  it('leaves half of it to chance', () => {
    expect(backoffMs(0, () => 0)).toBe(50);
    expect(backoffMs(1000, () => 0)).toBe(2500);
  });
});
