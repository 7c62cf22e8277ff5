import { findAll } from '../snapshot/find-all';
import { footnoteContent } from './footnote-content';
import { partsOf } from './footnote-parts';
import { FootnotePlaces } from './footnote-places';
import { bareMark, isReference, isSidenote, markReference, REFERENCES } from './footnote-references';
import { removeFootnote } from './footnote-removal';

export interface Footnote {
  label: string;
  /** A copy of the note without its number and its links back. */
  content: Element;
}

/**
 * Finds references to footnotes and the notes themselves, marks the former and takes the latter out of the text. Notes
 * that are not part of the article are looked up on the page. `base` is the address of the page.
 */
export function takeFootnotes(root: Element, base: string, lookUp: (id: string) => Element | null): Footnote[] {
  const references = [...findAll(root, REFERENCES)].filter(isReference);
  if (references.length === 0) return [];
  const places = new FootnotePlaces({ root, base, lookUp, references });
  // All are found before the first is marked: what is marked leads nowhere any more.
  const found = references.map((reference) => (isSidenote(reference) ? reference : places.of(reference)));
  const labels = new Map<Element, { label: string; number: string }>();
  for (const [index, reference] of references.entries()) {
    const place = found[index];
    if (!place) continue;
    const known = labels.get(place) ?? { label: String(labels.size + 1), number: bareMark(reference) };
    labels.set(place, known);
    markReference(reference, known.label);
  }
  const notes = [...labels].map(([place, given]) => ({ ...given, ...partsOf(place) }));
  const contents = notes.map(({ label, number, text }) => ({ label, content: footnoteContent(root, text, number) }));
  for (const { all } of notes) removeFootnote(all, root);
  return contents;
}
