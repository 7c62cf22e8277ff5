import { cut } from './cut';

describe('cut', () => {
  it('keeps what fits', () => {
    expect(cut('four', 4)).toBe('four');
    expect(cut('four', undefined)).toBe('four');
  });

  it('cuts at the given number of characters', () => {
    expect(cut('fourteen', 4)).toBe('four');
  });

  it('never leaves half of a character', () => {
    expect(cut('abc😀d', 4)).toBe('abc');
  });
});
