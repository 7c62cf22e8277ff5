import * as fc from 'fast-check';
import { foldName, tidyName } from './client-name';

const text = fc.string({ unit: 'grapheme' });

describe('foldName', () => {
  it.each([
    ['STRASSE', 'straße'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['ﬁle', 'FILE'],
    ['Café', 'CAFE\u0301'],
    ['my  bot', 'My\u3000Bot'],
    ['İzmir', 'i\u0307zmir'],
    ['ẞ', 'ss'],
    ['Ada', 'A\ufe0fd\u3164a'],
  ])('takes %j and %j for the same', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it.each([
    ['my bot', 'mybot'],
    ['Cafe', 'Café'],
    ['bot1', 'bot2'],
  ])('tells %j from %j', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });

  it('folds what is folded no further, and tidying changes nothing about it', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
        expect(foldName(tidyName(name))).toBe(foldName(name));
      }),
      { numRuns: 2000 },
    );
  });
});
