import { findAll } from '../snapshot/find-all';

/** Carries the label of a footnote on the `<span>` that refers to it, for the rule that writes `[^label]`. */
export const FOOTNOTE_ATTRIBUTE = 'data-otto-footnote';

export interface Footnote {
  label: string;
  /** A copy of the note without its links back. */
  content: Element;
}

const NOTE_ID =
  /^(?:user-content-)?(?:fn|footnote|cite_note|ftnt|_ftn|_edn|easy-footnote|endnote|sdfootnote|note-?\d)/i;
const NOTE_PLACES =
  '.footnotes, .footnote, .footnote-definition, .endnotes, .reflist, .references, .wp-block-footnotes, #footnotes, [role=doc-endnotes], [role=doc-footnote], [role=doc-endnote]';
/** Ids of the places that refer to notes look much like those of the notes. */
const REFERENCE_ID = /ref/i;
const NOTE_BLOCKS = 'li, p, div, aside, dd, section';
const MARK = /^[[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|note \d+)\s*[\])]?$/i;
const BACK_LINK = /^[\s↩↵⏎⤴^↑↥\ufe0e\ufe0f\[\]()]*$|^(?:back|return|jump up|jump back)\b/iu;
const BACK_LINKS = '[role=doc-backlink], .footnote-backref, .footnote-back, .mw-cite-backlink, .data-footnote-backref';
const NOTES_HEADING = /^(?:(?:foot|end)?notes?|references|citations):?$/i;
/** As Tufte CSS and its kin put them into the text, to be shown beside it, behind a number or a switch for small screens. */
const SIDENOTES = '.sidenote, .marginnote';
const REFERENCES = ['a[href*="#"]', '.sidenote', '.marginnote'];
const SIDENOTE_SWITCHES = 'label.margin-toggle, input.margin-toggle, .sidenote-number';

/**
 * Finds references to footnotes and the notes themselves, marks the former and takes the latter out of the text. Notes
 * that are not part of the article are looked up on the page. `base` is the address of the page.
 */
export function takeFootnotes(root: Element, base: string, lookUp: (id: string) => Element | null): Footnote[] {
  const labels = new Map<Element, string>();
  const notes: Footnote[] = [];
  const references = [...findAll(root, REFERENCES)].filter(isReference);
  if (references.length === 0) return notes;
  const targets = targetsIn(root);
  for (const reference of references) {
    const note = reference.matches(SIDENOTES)
      ? reference
      : noteOf(reference, base, (id) => targets.get(id) ?? lookUp(id));
    if (!note) continue;
    const label = labels.get(note) ?? String(labels.size + 1);
    if (!labels.has(note)) {
      labels.set(note, label);
      notes.push({ label, content: contentOf(note) });
    }
    mark(reference, label);
  }
  for (const note of labels.keys()) if (root.contains(note)) removeNote(note, root);
  return notes;
}

function noteOf(link: Element, base: string, find: (id: string) => Element | null): Element | undefined {
  const id = targetId(link, base);
  const target = id === undefined ? null : find(id);
  const block = target?.closest(NOTE_BLOCKS);
  if (id === undefined || !target || !block || isIn(block, link)) return undefined;
  const isNote = NOTE_ID.test(id) || target.closest(NOTE_PLACES) !== null || linksTo(block, link);
  // A note is short; a link to a section of the text is not one.
  return isNote && block.querySelector('h1, h2, h3') === null ? block : undefined;
}

/** As `contains`, which the DOM refuses to answer for a node that is none of its own: the article may be a tree. */
function isIn(block: Element, link: Element): boolean {
  for (let node: Node | null = link; node; node = node.parentNode) if (node === block) return true;
  return false;
}

/** Whether a block has a link back to where a link stands. */
function linksTo(block: Element, link: Element): boolean {
  const ids = [link.id, link.getAttribute('name'), link.closest('sup')?.id].filter(Boolean);
  return [...block.querySelectorAll('a[href*="#"]')].some((back) =>
    ids.includes((back.getAttribute('href') ?? '').split('#')[1]),
  );
}

function targetsIn(root: Element): Map<string, Element> {
  const named = [...root.querySelectorAll('[id], a[name]')].reverse();
  return new Map(named.map((element) => [element.id || (element.getAttribute('name') ?? ''), element]));
}

/** The id that a link leads to on this page. */
function targetId(link: Element, base: string): string | undefined {
  const [page = '', hash] = (link.getAttribute('href') ?? '').split('#');
  if (!hash || (page !== '' && page !== base.split('#')[0])) return undefined;
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

function isReference(link: Element): boolean {
  if (link.matches(SIDENOTES)) return true;
  if (!MARK.test(link.textContent?.trim() ?? '')) return false;
  if (link.closest('sup') ?? link.querySelector('sup')) return true;
  const [, hash = ''] = (link.getAttribute('href') ?? '').split('#');
  if (NOTE_ID.test(hash) && !REFERENCE_ID.test(hash)) return true;
  return /footnote|noteref|fn/i.test(
    `${link.id} ${link.getAttribute('class') ?? ''} ${link.getAttribute('role') ?? ''}`,
  );
}

function mark(link: Element, label: string): void {
  while (link.previousElementSibling?.matches(SIDENOTE_SWITCHES)) link.previousElementSibling.remove();
  const sup = link.closest('sup');
  const whole = sup && sup.textContent?.trim() === link.textContent?.trim() ? sup : link;
  const reference = link.ownerDocument.createElement('span');
  reference.setAttribute(FOOTNOTE_ATTRIBUTE, label);
  // Turndown passes over elements without text.
  reference.textContent = label;
  whole.replaceWith(reference);
}

function contentOf(note: Element): Element {
  const content = note.cloneNode(true) as Element;
  for (const link of content.querySelectorAll(BACK_LINKS)) link.remove();
  for (const link of content.querySelectorAll('a[href*="#"]')) {
    if (BACK_LINK.test(link.textContent ?? '') || isOwnNumber(link, content)) (link.closest('sup') ?? link).remove();
  }
  return content;
}

/** Notes that are paragraphs begin with their number, linked back to the text. */
function isOwnNumber(link: Element, content: Element): boolean {
  return (
    MARK.test(link.textContent?.trim() ?? '') &&
    content.textContent?.trim().startsWith(link.textContent?.trim() ?? '') === true
  );
}

/** Takes the note out, and the list, section and heading that it leaves empty. */
function removeNote(note: Element, root: Element): void {
  let place: Element | null = note.parentElement;
  note.remove();
  while (place && place !== root && isEmptied(place)) {
    const parent: Element | null = place.parentElement;
    dropLead(place);
    place.remove();
    place = parent;
  }
}

/** The heading of a place for notes, and the rule that sets them off from the text. */
function dropLead(place: Element): void {
  for (let before = place.previousElementSibling; before; before = place.previousElementSibling) {
    if (before.tagName !== 'HR' && !isNotesHeading(before)) return;
    before.remove();
  }
}

function isEmptied(place: Element): boolean {
  const rest = [...place.children].filter((child) => child.tagName !== 'HR' && !isNotesHeading(child));
  return rest.every((child) => child.textContent?.trim() === '') && ownText(place) === '';
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
  return texts.map((text) => text.textContent?.trim()).join('');
}

function isNotesHeading(element: Element): boolean {
  return /^H[1-6]$/.test(element.tagName) && NOTES_HEADING.test(element.textContent?.trim() ?? '');
}
