import { nameOf } from './mathml/parts';
import { fenced, isLineless, row } from './mathml/rows';
import { multiscripts, withLimits, withScripts } from './mathml/scripts';
import { table } from './mathml/tables';
import { braced, text } from './mathml/tex-text';
import { identifier, number, operator, quoted, space } from './mathml/tokens';

/** Elements that say what a formula means, and not how it looks. */
const CONTENT = /^(?:apply|bind|ci|cn|csymbol)$/;

/** By the notation of an `menclose`. */
const ENCLOSURES: readonly (readonly [RegExp, string])[] = [
  [/box|circle/, '\\boxed'],
  [/strike/, '\\cancel'],
  [/radical/, '\\sqrt'],
  [/\btop\b|actuarial|longdiv/, '\\overline'],
  [/\bbottom\b/, '\\underline'],
];

type Writer = (element: Element, parts: readonly Element[]) => string;

const nothing: Writer = () => '';

const WRITERS: Readonly<Record<string, Writer>> = {
  mi: identifier,
  mn: number,
  mo: operator,
  ms: quoted,
  mspace: space,
  mtext: (element) => text(element.textContent ?? ''),
  mglyph: (element) => text(element.getAttribute('alt') ?? ''),
  mfrac: fraction,
  msqrt: (_element, parts) => `\\sqrt${braced(row(parts, tex))}`,
  mroot: (_element, [of, degree]) => `\\sqrt[${tex(degree).trim()}]${braced(tex(of))}`,
  msub: (_element, [of, sub]) => withScripts(tex(of), tex(sub), ''),
  msup: (_element, [of, sup]) => withScripts(tex(of), '', tex(sup)),
  msubsup: (_element, [of, sub, sup]) => withScripts(tex(of), tex(sub), tex(sup)),
  munder: (_element, [of, under]) => withLimits(of, under, undefined, tex),
  mover: (_element, [of, over]) => withLimits(of, undefined, over, tex),
  munderover: (_element, [of, under, over]) => withLimits(of, under, over, tex),
  mmultiscripts: (_element, parts) => multiscripts(parts, tex),
  mtable: (element) => table(element, tex),
  mfenced: (element, parts) => fenced(element, parts, tex),
  menclose: enclosed,
  semantics: (_element, [first]) => tex(first),
  maction: (element, parts) => tex(parts[Number(element.getAttribute('selection') ?? 1) - 1]),
  mphantom: nothing,
  mprescripts: nothing,
  none: nothing,
  annotation: nothing,
  'annotation-xml': nothing,
};

/** The TeX of a `math` element that says how a formula looks; empty for one that only says what it means, or nothing. */
export function mathmlToTex(math: Element): string {
  if (math.firstElementChild === null || isContent(math)) return '';
  return tex(math).replace(/ {2,}/g, ' ').trim();
}

function isContent(part: Element): boolean {
  const name = nameOf(part);
  return CONTENT.test(name) || (!name.startsWith('annotation') && [...part.children].some(isContent));
}

function tex(part: Element | undefined): string {
  if (part === undefined) return '';
  const parts = [...part.children];
  const name = nameOf(part);
  const writer = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined;
  if (writer) return writer(part, parts);
  return parts.length > 0 ? row(parts, tex) : text(part.textContent ?? '');
}

function fraction(element: Element, [above, below]: readonly Element[]): string {
  if (isLineless(element)) return `{${tex(above).trim()} \\atop ${tex(below).trim()}}`;
  return `\\frac${braced(tex(above))}${braced(tex(below))}`;
}

function enclosed(element: Element, parts: readonly Element[]): string {
  const notation = element.getAttribute('notation') ?? 'longdiv';
  const command = ENCLOSURES.find(([pattern]) => pattern.test(notation))?.[1];
  const inner = row(parts, tex);
  return command === undefined ? inner : command + braced(inner);
}
