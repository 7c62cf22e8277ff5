import { nameOf, type Tex } from './parts';
import { seen } from './symbols';
import { base, braced, isLetter, script } from './tex-text';

/** Signs over something, by their commands for one letter and for more. */
const OVER = accents(`
  ^ ˆ \u0302 hat widehat; ~ ˜ \u0303 ∼ tilde widetilde; ¯ ‾ ˉ \u0304 \u0305 _ ― - − – — bar overline;
  → ⟶ \u20D7 vec overrightarrow; ← ⟵ \u20D6 overleftarrow overleftarrow; ↔ overleftrightarrow overleftrightarrow;
  ⇀ overrightharpoon overrightharpoon; ˙ . \u0307 ⋅ dot dot; ¨ .. \u0308 ddot ddot; ... … \u20DB dddot dddot;
  ´ \u0301 acute acute; \` \u0300 grave grave; ˘ \u0306 breve breve; ˇ \u030C check widecheck; ˚ \u030A mathring mathring;
  ⏞ ︷ overbrace overbrace; ⎴ overbracket overbracket; ⏜ overparen overparen`);
const UNDER = accents(`
  _ ¯ ‾ \u0332 ― - − – — ˍ underline underline; ⏟ ︸ underbrace underbrace; ⎵ underbracket underbracket;
  ⏝ underparen underparen; → underrightarrow underrightarrow; ← underleftarrow underleftarrow;
  ↔ underleftrightarrow underleftrightarrow`);

/** Above and below these TeX writes what `_` and `^` give. */
const TAKES_LIMITS =
  /^\\(?:sum|prod|coprod|big\w+|lim(?:sup|inf)?|max|min|sup|inf|det|gcd|Pr|i*int|oint|operatorname\{[^{}]*\})$/;
const STRETCHING: Readonly<Record<string, string>> = {
  '\\to': '\\xrightarrow',
  '\\longrightarrow': '\\xrightarrow',
  '\\leftarrow': '\\xleftarrow',
  '\\longleftarrow': '\\xleftarrow',
};

/** Something with a script at its foot, at its head, or both; either may be empty. */
export function withScripts(of: string, sub: string, sup: string): string {
  return (of.trim() === '' ? '{}' : base(of)) + foot(sub) + head(sup);
}

/** Something with something else below and above it; either may be missing. */
export function withLimits(
  of: Element | undefined,
  under: Element | undefined,
  over: Element | undefined,
  tex: Tex,
): string {
  const inner = tex(of).trim();
  const [below, above] = [tex(under).trim(), tex(over).trim()];
  if (TAKES_LIMITS.test(inner)) return limitsOf(inner) + foot(below) + head(above);
  if (inner.startsWith('\\overbrace')) return inner + head(above);
  if (inner.startsWith('\\underbrace')) return inner + foot(below);
  const arrow = STRETCHING[inner];
  if (arrow !== undefined) return ` ${arrow}${below === '' ? '' : `[${below}]`}${braced(above)} `;
  return marked(marked(inner, under, below, 'under'), over, above, 'over');
}

/** An `mmultiscripts`: what it belongs to, pairs of scripts behind it, and after `mprescripts` those before it. */
export function multiscripts([of, ...rest]: readonly Element[], tex: Tex): string {
  const split = rest.findIndex((part) => nameOf(part) === 'mprescripts');
  const [behind, before] = split < 0 ? [rest, []] : [rest.slice(0, split), rest.slice(split + 1)];
  const [first = ['', ''], ...others] = inPairs(behind.map(tex));
  const inFront = inPairs(before.map(tex)).map(([sub, sup]) => withScripts('', sub, sup));
  const more = others.map(([sub, sup]) => withScripts('', sub, sup));
  return [...inFront, withScripts(tex(of), first[0], first[1]), ...more].join('');
}

function foot(sub: string): string {
  return sub.trim() === '' ? '' : `_${script(sub)}`;
}

function head(sup: string): string {
  const above = sup.trim();
  if (above === '') return '';
  // Primes and degrees bring their own.
  return /^(?:'+|\^\{\\circ\})$/.test(above) ? above : `^${script(above)}`;
}

function limitsOf(command: string): string {
  if (/int$/.test(command)) return `${command}\\limits`;
  return command.replace('\\operatorname{', '\\operatorname*{');
}

function marked(inner: string, sign: Element | undefined, tex: string, side: 'over' | 'under'): string {
  if (tex === '') return inner;
  const accent = (side === 'over' ? OVER : UNDER).get(seen(sign?.textContent ?? ''));
  if (accent) return `\\${accent[isLetter(inner) ? 0 : 1]}${braced(inner)}`;
  return `\\${side}set${braced(tex)}${braced(inner)}`;
}

function inPairs(all: readonly string[]): [string, string][] {
  return all.flatMap((sub, n): [string, string][] => (n % 2 === 0 ? [[sub, all[n + 1] ?? '']] : []));
}

function accents(lines: string): ReadonlyMap<string, readonly [string, string]> {
  return new Map(
    lines.split(';').flatMap((line) => {
      const words = line.trim().split(/\s+/);
      const [narrow = '', wide = ''] = words.slice(-2);
      return words.slice(0, -2).map((sign) => [sign, [narrow, wide]] as const);
    }),
  );
}
