import { elapsed } from './elapsed';

describe('elapsed', () => {
  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [125_000, '2:05 min'],
    [3_599_999, '59:59 min'],
    [5_400_000, '1:30 h'],
    [90_000_000, '25:00 h'],
  ])('says of %d ms: %s', (ms, words) => {
    expect(elapsed(ms)).toBe(words);
  });
});
