import { core, nameOf, type Tex } from './parts';
import { mayBeSign, seen, symbolOf } from './symbols';
import { fencedTable } from './tables';
import { braced, joined } from './tex-text';

/** After these, a plus or minus is the sign of what follows. */
const OPEN_END = /(?:\s|[([,]|\\\{|\\(?:langle|lfloor|lceil))$/;

/** Parts that stand in a row. */
export function row(parts: readonly Element[], tex: Tex): string {
  const pieces: string[] = [];
  for (let n = 0; n < parts.length; n++) {
    const whole = fencedInRow(parts.slice(n, n + 3), tex);
    if (whole !== undefined) n += 2;
    pieces.push(whole ?? piece(parts[n], pieces, tex));
  }
  return joined(pieces);
}

/** An `mfenced`. */
export function fenced(element: Element, parts: readonly Element[], tex: Tex): string {
  const [open, close] = [element.getAttribute('open') ?? '(', element.getAttribute('close') ?? ')'].map(seen);
  const [first, ...others] = parts;
  const whole = first && others.length === 0 ? fencedWhole(open ?? '', core(first), close ?? '', tex) : undefined;
  if (whole !== undefined) return whole;
  const separators = [...(element.getAttribute('separators') ?? ',').replace(/\s/g, '')];
  const more = others.map((part, n) => `${fence(separators[n] ?? separators.at(-1))} ${tex(part).trim()}`);
  return joined([fence(open), tex(first).trim(), ...more, fence(close)]);
}

/** Whether a fraction is two things above each other, without a line between them. */
export function isLineless(fraction: Element): boolean {
  return /^0*\.?0+\s*[a-z%]*$/.test(fraction.getAttribute('linethickness')?.trim() ?? '');
}

function fencedInRow(three: readonly Element[], tex: Tex): string | undefined {
  const [open, inner, close] = three.map(core);
  if (open === undefined || inner === undefined || nameOf(open) !== 'mo') return undefined;
  if (close !== undefined && nameOf(close) !== 'mo') return undefined;
  return fencedWhole(seen(open.textContent ?? ''), inner, seen(close?.textContent ?? ''), tex);
}

/** What TeX writes as one with its fences. */
function fencedWhole(open: string, inner: Element, close: string, tex: Tex): string | undefined {
  if (nameOf(inner) === 'mtable') return fencedTable(open, inner, close, tex);
  if (open !== '(' || close !== ')' || nameOf(inner) !== 'mfrac' || !isLineless(inner)) return undefined;
  const [above, below] = inner.children;
  return `\\binom${braced(tex(above))}${braced(tex(below))}`;
}

function piece(part: Element | undefined, before: readonly string[], tex: Tex): string {
  const written = tex(part);
  if (part === undefined || !mayBeSign(seen(part.textContent ?? ''))) return written;
  const last = before.findLast((earlier) => earlier !== '');
  return last === undefined || OPEN_END.test(last) ? written.trim() : written;
}

function fence(sign = ''): string {
  return symbolOf(sign) ?? sign;
}
