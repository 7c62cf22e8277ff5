import { MAX_FRAME_BYTES, fitsIntoFrame } from './frame-size';

it.each([
  ['a', MAX_FRAME_BYTES, true],
  ['a', MAX_FRAME_BYTES + 1, false],
  ['é', MAX_FRAME_BYTES / 2, true],
  ['é', MAX_FRAME_BYTES / 2 + 1, false],
  ['a', MAX_FRAME_BYTES / 4, true],
])('counts bytes, not characters: %s %d times', (char, times, fits) => {
  expect(fitsIntoFrame(char.repeat(times))).toBe(fits);
});

it('leaves room for what comes beside it', () => {
  expect(fitsIntoFrame('a'.repeat(MAX_FRAME_BYTES), 1)).toBe(false);
});
