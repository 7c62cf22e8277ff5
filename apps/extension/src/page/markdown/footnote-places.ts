import { isAmongNotes, isHeading, isNoteId } from './footnote-names';
import { MARK, targetId } from './footnote-references';
import { FootnoteTargets } from './footnote-targets';

const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** What can be a note, or the label of one. */
const PLACES = `li, p, div, aside, dd, section, dt, tr, table, ${HEADINGS}`;

interface Article {
  readonly root: Element;
  /** The address of the page. */
  readonly base: string;
  /** Finds what is not part of the article. */
  readonly lookUp: (id: string) => Element | null;
  readonly references: readonly Element[];
}

/** Where the notes stand that the references of an article lead to. */
export class FootnotePlaces {
  readonly #base: string;
  /** Links back lead to these. */
  readonly #origins: ReadonlySet<Element | null>;
  readonly #targets = new Map<Element, Element>();
  /** How many notes stand in an element. */
  readonly #counts = new Map<Element, number>();

  constructor({ root, base, lookUp, references }: Article) {
    this.#base = base;
    this.#origins = new Set(references.flatMap((reference) => [reference, reference.closest('sup')]));
    const targets = new FootnoteTargets(root);
    for (const reference of references) {
      const id = targetId(reference, base);
      const target = id === undefined ? null : (targets.near(reference, id) ?? lookUp(id));
      if (target && !this.#origins.has(target)) this.#targets.set(reference, target);
    }
    for (const target of new Set(this.#targets.values())) this.#count(target);
  }

  /** The block, row, term or heading that is or begins the note of a reference. */
  of(reference: Element): Element | undefined {
    const target = this.#targets.get(reference);
    const place = target && placeOf(target);
    if (!place || isIn(place, reference) || (this.#counts.get(place) ?? 0) > 1) return undefined;
    const isNote = isNoteId(targetId(reference, this.#base) ?? '') || isAmongNotes(target) || linksTo(place, reference);
    return isNote ? place : undefined;
  }

  #count(target: Element): void {
    for (let holder: Element | null = target; holder; holder = holder.parentElement) {
      this.#counts.set(holder, (this.#counts.get(holder) ?? 0) + 1);
    }
  }
}

/** A note is short: a heading in it belongs to a section of the text, unless all that it says is the number of the note. */
function placeOf(target: Element): Element | undefined {
  const place = target.closest(PLACES);
  if (!place) return undefined;
  if (isHeading(place)) return MARK.test(place.textContent?.trim() ?? '') ? place : undefined;
  if (place.tagName === 'TABLE' || place.tagName === 'TR') return labelledRow(place);
  return place.querySelector(HEADINGS) ? undefined : place;
}

/** A row that is a note, its number in the first cell; or the only one of a table. */
function labelledRow(place: Element): Element | undefined {
  const rows = place.tagName === 'TR' ? [place] : [...place.querySelectorAll('tr')];
  const [row] = rows;
  const isLabelled = row?.children.length === 2 && MARK.test(row.firstElementChild?.textContent?.trim() ?? '');
  return isLabelled && rows.length === 1 && !row.querySelector(HEADINGS) ? row : undefined;
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
