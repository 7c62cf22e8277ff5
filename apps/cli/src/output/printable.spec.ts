import { printable } from './printable';

describe('printable', () => {
  it('keeps text, tabs and lines', () => {
    expect(printable('Zoë 👋\tand\nmore')).toBe('Zoë 👋\tand\nmore');
  });

  it.each([
    ['an escape sequence', '\u001b]0;hacked\u0007', '\ufffd]0;hacked\ufffd'],
    ['a C1 control', 'a\u009b31mb', 'a\ufffd31mb'],
    ['a carriage return that hides what was before', 'rm -rf\rls', 'rm -rf\ufffdls'],
    ['a turn of the writing direction', 'a\u202egpj.exe', 'a\ufffdgpj.exe'],
  ])('makes %s harmless', (_name, hostile, harmless) => {
    expect(printable(hostile)).toBe(harmless);
  });
});
