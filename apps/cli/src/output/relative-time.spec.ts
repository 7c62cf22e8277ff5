import { humanDuration } from './relative-time';

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
