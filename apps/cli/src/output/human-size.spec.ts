import { humanSize } from './human-size';

describe('humanSize', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [34_512, '34.5 kB'],
    [120_400, '120 kB'],
    [999_960, '1 MB'],
    [1_234_567, '1.2 MB'],
    [104_857_600, '105 MB'],
    [2_500_000_000_000, '2500 GB'],
  ])('tells %d bytes with three digits at most', (bytes, text) => {
    expect(humanSize(bytes)).toBe(text);
  });
});
