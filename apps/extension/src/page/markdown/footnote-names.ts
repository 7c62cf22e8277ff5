const NOTE_ID =
  /^(?:user-content-)?(?:fn|foot-?\d|footnote|cite_note|ftnt|_ftn|_edn|easy-footnote|endnote|sdfootnote|note-?\d)/i;
/** Ids of the places that refer to notes look much like those of the notes. */
const REFERENCE_ID = /ref/i;
const NOTE_PLACES =
  '.footnotes, .footnote, .footnote-definition, .endnotes, .reflist, .references, .wp-block-footnotes, #footnotes, [role=doc-endnotes], [role=doc-footnote], [role=doc-endnote]';
const NOTES_HEADING = /^(?:(?:foot|end)?notes?|references|citations):?$/i;

/** Names of the nodes that begin or set off a part of the text. */
export const HEADING_OR_RULE = /^(?:H[1-6]|HR)$/;

/** Whether an id says that what has it is a note. */
export function isNoteId(id: string): boolean {
  return NOTE_ID.test(id) && !REFERENCE_ID.test(id);
}

export function isAmongNotes(element: Element): boolean {
  return element.closest(NOTE_PLACES) !== null;
}

export function isHeading(element: Element): boolean {
  return /^H[1-6]$/.test(element.tagName);
}

export function isNotesHeading(element: Element): boolean {
  return isHeading(element) && NOTES_HEADING.test(element.textContent?.trim() ?? '');
}
