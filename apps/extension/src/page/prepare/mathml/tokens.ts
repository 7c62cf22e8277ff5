import { nameOf } from './parts';
import { functionOf, isBetween, seen, symbolOf } from './symbols';
import { joined, text } from './tex-text';

const APPLIED = '\u2061';
const SCRIPTED = /^m(?:sub|sup|subsup|under|over|underover)$/;
const EM_PER_UNIT: Readonly<Record<string, number>> = { em: 1, ex: 0.5, px: 1 / 16, pt: 1 / 12, mu: 1 / 18, '': 1 };

/** The commands of letters in other alphabets, by `mathvariant`. */
const ALPHABETS: Readonly<Record<string, string>> = {
  normal: 'mathrm',
  bold: 'mathbf',
  'bold-italic': 'boldsymbol',
  'double-struck': 'mathbb',
  script: 'mathcal',
  'bold-script': 'mathcal',
  fraktur: 'mathfrak',
  'bold-fraktur': 'mathfrak',
  'sans-serif': 'mathsf',
  'bold-sans-serif': 'mathsf',
  monospace: 'mathtt',
};

/** Unicode has each Latin letter, upper and lower case, in these alphabets, one after the other. */
const LETTERS_FROM = 0x1d400;
const LETTERS_UNTIL = 0x1d6a4;
const LETTERS = 52;
const IN_UNICODE = `mathbf italic boldsymbol mathcal mathcal mathfrak mathbb mathfrak mathsf mathsf mathsf mathsf mathtt`;

/** What a sign has that stands around something, and not between two things. */
const FENCE_ATTRIBUTES = ['fence', 'stretchy', 'data-mjx-texclass'];

/** An `mi`: a letter, or the name of a function or of something else. */
export function identifier(element: Element): string {
  const name = seen(element.textContent ?? '');
  const known = functionOf(name) ?? symbolOf(name);
  const alphabet = ALPHABETS[element.closest('[mathvariant]')?.getAttribute('mathvariant') ?? ''];
  if ([...name].length === 1) {
    const letter = known ?? mathLetter(name);
    return alphabet !== undefined && (known === undefined || alphabet !== 'mathrm')
      ? `\\${alphabet}{${letter}}`
      : letter;
  }
  if (known !== undefined || name === '') return known ?? '';
  return `\\${isApplied(element) ? 'operatorname' : (alphabet ?? 'mathrm')}{${characters(name)}}`;
}

/** An `mn`. */
export function number(element: Element): string {
  return characters(seen(element.textContent ?? ''));
}

/** An `mo`, with room on both sides where it stands between two things. */
export function operator(element: Element): string {
  const sign = seen(element.textContent ?? '');
  if (sign === '∥' && FENCE_ATTRIBUTES.some((name) => element.hasAttribute(name))) return '\\|';
  const tex = symbolOf(sign) ?? functionOf(sign) ?? operatorWord(sign);
  if (isBetween(sign)) return ` ${tex} `;
  return /^[,;]$/.test(sign) ? `${tex} ` : tex;
}

/** An `mspace`. */
export function space(element: Element): string {
  const [, size = '0', unit = ''] = /^([\d.]+)\s*([a-z]*)$/.exec(element.getAttribute('width') ?? '') ?? [];
  const widthEm = Number(size) * (EM_PER_UNIT[unit] ?? 0);
  if (widthEm >= 2) return '\\qquad ';
  if (widthEm >= 1) return '\\quad ';
  return widthEm > 0.1 ? '\\,' : '';
}

/** An `ms`. */
export function quoted(element: Element): string {
  const [left, right] = ['lquote', 'rquote'].map((quote) => element.getAttribute(quote) ?? '"');
  return text(`${left}${element.textContent ?? ''}${right}`);
}

/** Whether a name, or that with its scripts, is followed by what says that it is applied to something. */
function isApplied(name: Element): boolean {
  const parent = name.parentElement;
  const isScripted = parent?.firstElementChild === name && SCRIPTED.test(nameOf(parent));
  return (isScripted ? parent : name).nextElementSibling?.textContent === APPLIED;
}

function operatorWord(sign: string): string {
  return /^\p{L}{2,}/u.test(sign) ? `\\operatorname{${characters(sign)}}` : characters(sign);
}

function characters(word: string): string {
  return joined([...word].map((character) => symbolOf(character) ?? mathLetter(character)));
}

/** A letter of Unicode's alphabets for formulas, as the letter that it is. */
function mathLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < LETTERS_FROM || code > 0x1d7ff) return character;
  const plain = character.normalize('NFKC');
  const alphabet = code < LETTERS_UNTIL ? IN_UNICODE.split(' ')[Math.floor((code - LETTERS_FROM) / LETTERS)] : 'italic';
  return alphabet === 'italic' ? (symbolOf(plain) ?? plain) : `\\${alphabet}{${plain}}`;
}
