const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Controls, directions, joiners and fillers: not seen themselves, they change what is seen. */
const UNSEEN = /[\p{C}\u115F\u1160\u2800\u3164\uFFA0]/gu;
/** Marks that are heaped upon one letter reach into the lines above and below. */
const HEAPED_MARKS = /(\p{M}{2})\p{M}+/gu;
const REPLACEMENT = '\uFFFD';

/**
 * Somebody else's words, made harmless for one line of ours: nothing in them is invisible, turns the direction of writing
 * or leaves its line, and what was is seen to have been there. At most `maxChars` characters.
 */
export function plainText(text: string, maxChars: number): string {
  const line = text
    .normalize('NFC')
    .replace(LINE_BREAKS, ' ')
    .replace(UNSEEN, REPLACEMENT)
    .replace(HEAPED_MARKS, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  const chars = [...line];
  return chars.length <= maxChars ? line : `${chars.slice(0, maxChars - 1).join('')}…`;
}
