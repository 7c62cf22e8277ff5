import { plainText } from './plain-text';

it('leaves words of any script as they are', () => {
  for (const name of ['My agent', 'Ωmega ñ', '自動化', 'مساعد', 'Tea 🫖']) expect(plainText(name, 64)).toBe(name);
});

it.each([
  ['turns of direction', 'agent\u202Etxet', 'agent\uFFFDtxet'],
  ['isolates', '\u2066agent\u2069', '\uFFFDagent\uFFFD'],
  ['what has no width', 'ag\u200Bent\u200D\uFEFF', 'ag\uFFFDent\uFFFD\uFFFD'],
  ['controls', 'agent\u0007\u001B[31m', 'agent\uFFFD\uFFFD[31m'],
  ['fillers that look like nothing', '\u3164\u115F\u2800', '\uFFFD\uFFFD\uFFFD'],
  ['tags', 'agent\u{E0041}', 'agent\uFFFD'],
])('makes %s visible', (_, text, shown) => expect(plainText(text, 64)).toBe(shown));

it('keeps to one line without room to hide something behind', () => {
  expect(plainText(`agent\n\nclt_1${' '.repeat(400)}x\u00A0\u3000y`, 64)).toBe('agent clt_1 x y');
});

it('heaps no marks upon each other', () => {
  expect(plainText(`a${'\u0323'.repeat(50)}`, 64).length).toBeLessThanOrEqual(3);
});

it('ends in time, and not within a character', () => {
  expect(plainText('🫖🫖🫖🫖', 3)).toBe('🫖🫖…');
  expect(plainText('abc', 3)).toBe('abc');
});
