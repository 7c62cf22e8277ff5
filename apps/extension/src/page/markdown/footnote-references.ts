import { isNoteId } from './footnote-names';

/** Carries the label of a footnote on the `<span>` that refers to it, for the rule that writes `[^label]`. */
export const FOOTNOTE_ATTRIBUTE = 'data-otto-footnote';
/** What a reference shows of the note, and a note of itself. */
export const MARK = /^[[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|note \d+)\s*[\])]?$/i;
export const BACK_LINKS = [
  '[role=doc-backlink], .footnote-backref, .footnote-back, .mw-cite-backlink, .data-footnote-backref, .fn-backref',
].join(', ');
/** As Tufte CSS and its kin put them into the text, to be shown beside it, behind a number or a switch for small screens. */
const SIDENOTES = '.sidenote, .marginnote';
export const REFERENCES = ['a[href*="#"]', '.sidenote', '.marginnote'];
const SIDENOTE_SWITCHES = 'label.margin-toggle, input.margin-toggle, .sidenote-number';

export function isReference(link: Element): boolean {
  if (isSidenote(link)) return true;
  if (!MARK.test(link.textContent?.trim() ?? '') || link.matches(BACK_LINKS)) return false;
  if (link.closest('sup') ?? link.querySelector('sup')) return true;
  const [, hash = ''] = (link.getAttribute('href') ?? '').split('#');
  if (isNoteId(hash)) return true;
  return /footnote|noteref|fn/i.test(
    `${link.id} ${link.getAttribute('class') ?? ''} ${link.getAttribute('role') ?? ''}`,
  );
}

/** A note that stands where others are referred to. */
export function isSidenote(reference: Element): boolean {
  return reference.matches(SIDENOTES);
}

/** The id that a link leads to on this page. */
export function targetId(link: Element, base: string): string | undefined {
  const [page = '', hash] = (link.getAttribute('href') ?? '').split('#');
  if (!hash || (page !== '' && page !== base.split('#')[0])) return undefined;
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** The number or sign of a note without the brackets around it. */
export function bareMark(element: Element): string {
  return (element.textContent ?? '').replace(/[\s()[\]]+/g, '');
}

export function markReference(link: Element, label: string): void {
  while (link.previousElementSibling?.matches(SIDENOTE_SWITCHES)) link.previousElementSibling.remove();
  const sup = link.closest('sup');
  const whole = sup && sup.textContent?.trim() === link.textContent?.trim() ? sup : link;
  const reference = link.ownerDocument.createElement('span');
  reference.setAttribute(FOOTNOTE_ATTRIBUTE, label);
  // Turndown passes over elements without text.
  reference.textContent = label;
  whole.replaceWith(reference);
}
