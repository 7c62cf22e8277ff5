import { remainingTime } from './remaining-time';

describe('remainingTime', () => {
  it.each([
    [245_000, '4:05'],
    [59_001, '1:00'],
    [9_000, '0:09'],
    [1, '0:01'],
  ])('of %d ms is %s', (ms, text) => {
    expect(remainingTime(10_000 + ms, 10_000)).toBe(text);
  });

  it.each([0, -5_000])('is over at %d ms', (ms) => {
    expect(remainingTime(10_000 + ms, 10_000)).toBeUndefined();
  });
});
