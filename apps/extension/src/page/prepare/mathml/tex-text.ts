/** One letter, digit or command: what TeX takes as an argument without braces. */
const SINGLE = /^(?:[^\s\\{}^_'&#%$]|\\[A-Za-z]+|\\[^A-Za-z\s])$/u;
const COMMAND_AT_END = /\\[A-Za-z]+$/;
const SCRIPT_AT_END = /[\^_](?:[A-Za-z0-9]|\\[A-Za-z]+)$/;

export function isSingle(tex: string): boolean {
  return SINGLE.test(tex);
}

/** One letter, also of another alphabet. */
export function isLetter(tex: string): boolean {
  return isSingle(tex) || /^\\(?:math[a-z]+|boldsymbol)\{(?:\w|\\[A-Za-z]+)\}$/.test(tex);
}

/** An argument of a command. */
export function braced(tex: string): string {
  return `{${tex.trim()}}`;
}

/** The argument of `^` and `_`, where formulas are written closely. */
export function script(tex: string): string {
  const close = tex.includes('\\text') ? tex.trim() : tex.trim().replace(/ ([=+-]) |(,) /g, '$1$2');
  return isSingle(close) ? close : `{${close}}`;
}

/** What a script belongs to: in braces, where it would otherwise belong to the last part of it alone. */
export function base(tex: string): string {
  const whole = tex.trim();
  const isOne = isSingle(whole) || /^(?:[\d.,]+|\([^()]*\)|\\[A-Za-z]+\*?\{[^{}]*\})$/.test(whole);
  return isOne ? whole : braced(whole);
}

/** Pieces in a row, kept apart where they would become one, or could not be told apart by a reader. */
export function joined(pieces: readonly string[]): string {
  return pieces.reduce((left, right) => {
    if (left === '' || right === '') return left + right;
    const wouldMerge = COMMAND_AT_END.test(left) && /^[A-Za-z0-9]/.test(right);
    const isUnclear = SCRIPT_AT_END.test(left) && /^[A-Za-z0-9\\]/.test(right);
    return wouldMerge || isUnclear ? `${left} ${right}` : left + right;
  }, '');
}

/** Words in a formula. */
export function text(words: string): string {
  const said = words.replace(/\s+/g, ' ');
  if (said.trim() === '') return said === '' ? '' : '~';
  return `\\text{${said.replace(/[\\{}$&#%_^~]/g, (sign) => IN_TEXT[sign] ?? `\\${sign}`)}}`;
}

const IN_TEXT: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};
