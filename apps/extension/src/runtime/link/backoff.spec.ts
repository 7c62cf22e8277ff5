import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it('starts at half a second and doubles', () => {
    expect([0, 1, 2].map((attempt) => backoffMs(attempt, 0, 1))).toEqual([500, 1000, 2000]);
  });

  it('stays brisk for the first minute, so that a restarted relay is found within seconds', () => {
    expect(backoffMs(40, 59_999, 1)).toBe(2000);
  });

  it('grows to 30 s when the relay stays away', () => {
    expect(backoffMs(40, 60_000, 1)).toBe(30_000);
  });

  it('spreads the attempts of many nodes over the upper half', () => {
    expect([backoffMs(2, 0, 0), backoffMs(2, 0, 0.5), backoffMs(2, 0, 1)]).toEqual([1000, 1500, 2000]);
  });
});
