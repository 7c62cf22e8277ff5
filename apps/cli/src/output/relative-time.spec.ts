import { clockTime, humanDuration, shortAge } from './relative-time';

describe('humanDuration', () => {
  it.each([
    [0, 'a moment'],
    [1_000, '1 second'],
    [59_999, '59 seconds'],
    [60_000, '1 minute'],
    [7_200_000, '2 hours'],
    [86_400_000 * 3, '3 days'],
    [-61_000, '1 minute'],
  ])('tells %d ms in its largest unit', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});

describe('shortAge', () => {
  it.each([
    [-5, 'now'],
    [999, 'now'],
    [1_000, '1s ago'],
    [61_000, '1m ago'],
    [7_200_000, '2h ago'],
    [86_400_000 * 3, '3d ago'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(shortAge(ms)).toBe(text);
  });
});

describe('clockTime', () => {
  it('is that of this machine', () => {
    expect(clockTime(new Date(2026, 10, 20, 4, 3, 9).getTime())).toBe('04:03:09');
  });
});
