import { rename } from './rename';

/**
 * Elements in a line that Readability does not know as such - it takes a text around them apart into paragraphs - and those it
 * knows that mean the same.
 */
const SUCCESSORS: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  tt: 'code',
  s: 'del',
  strike: 'del',
  big: 'span',
  nobr: 'span',
  u: 'span',
};

/** Gives elements in a line that have gone out of use their names of today. */
export function renameOldInline(body: HTMLElement): void {
  for (const [old, successor] of Object.entries(SUCCESSORS)) {
    for (const element of body.querySelectorAll(old)) rename(element, successor);
  }
}
