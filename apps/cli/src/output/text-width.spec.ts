import { fitting, padded, textWidth, wrapped } from './text-width';

describe('textWidth', () => {
  it.each([
    ['plain', 5],
    ['Zoë', 3],
    ['e\u0301', 1],
    ['日本', 4],
    ['👋!', 3],
    ['', 0],
  ])('counts the columns of "%s"', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('fitting', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['👋👋👋', 4, '👋…'],
  ])('puts "%s" on %d columns', (text, columns, shown) => {
    expect(fitting(text, columns)).toBe(shown);
    expect(textWidth(shown)).toBeLessThanOrEqual(columns);
  });
});

describe('wrapped', () => {
  it.each([
    ['one two three', 7, 'one two\nthree'],
    ['one two', 20, 'one two'],
    ['a verylongword b', 6, 'a\nverylongword\nb'],
    ['日本 日本', 4, '日本\n日本'],
    ['', 4, ''],
  ])('breaks "%s" at %d columns', (text, columns, lines) => {
    expect(wrapped(text, columns)).toBe(lines);
  });
});

describe('padded', () => {
  it('aligns what follows, whatever came before', () => {
    expect([padded('ab', 4), padded('日', 4), padded('longer', 4)]).toEqual(['ab  ', '日  ', 'longer']);
  });
});
