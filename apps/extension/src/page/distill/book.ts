import { mainPart } from './main-part';

/** Characters, white space included: to count ink takes several times as long on a text of this length. */
const LONG = { characters: 300_000, elements: 15_000 };
/** What holds this share of a long text is where it stands. */
const WHOLE_SHARE = 0.9;
/** Children of a place, up to which it is worth the trouble not to measure the largest. */
const FEW = 20;
/** Are one text, whatever they hold, and would be something else without the element around it. */
const ONE_TEXT = new Set(['PRE', 'CODE', 'P', 'TABLE', 'UL', 'OL', 'DL', 'BLOCKQUOTE']);
/** A text is a sequence of parts; a page with one that is larger than this has something beside it. */
const LARGEST_PART_SHARE = 0.4;

/** Whether a page has the length of a book. Before it is prepared, its scripts count too. */
export function isLong(page: Document): boolean {
  const body = page.body as HTMLElement | null;
  return body !== null && (elementsIn(page) > LONG.elements || lengthOf(body) > LONG.characters);
}

/**
 * The element that holds a text of the length of a book, if the page is one. Readability weighs parts against each other,
 * several times over. Where the page itself says where a long text begins and ends, or nearly all there is stands in one
 * place and in many pieces, there is nothing to weigh, and it would take most of a second.
 */
export function bookIn(snapshot: Document): Element | undefined {
  const body = snapshot.body as HTMLElement | null;
  if (!body || !isLong(snapshot)) return undefined;
  const whole = lengthOf(body);
  const main = mainPart(snapshot);
  if (main === undefined) return placeOfText(body, whole);
  return lengthOf(main) >= whole * WHOLE_SHARE ? main : undefined;
}

/** The innermost element with nearly all the text of the page, if none of its parts has most of that. */
function placeOfText(body: Element, whole: number): Element | undefined {
  for (let place = { part: body, length: whole }; ;) {
    const largest = largestPart(place.part, place.length);
    if (largest.length < whole * WHOLE_SHARE) {
      return largest.length <= whole * LARGEST_PART_SHARE ? place.part : undefined;
    }
    if (ONE_TEXT.has(largest.part.tagName)) return place.part;
    place = largest;
  }
}

interface Measured {
  readonly part: Element;
  readonly length: number;
}

/** Of the children of a place the one with most text, or the place itself, without any, where it has none. */
function largestPart(place: Element, length: number): Measured {
  const children = [...place.children];
  const parts = children.length > FEW ? children.map(measured) : measureFew(place, children, length);
  return parts.reduce((best, one) => (one.length > best.length ? one : best), { part: place, length: 0 });
}

/**
 * Where the parts are few, one is often nearly everything, and to read it once on each level would be the most work here.
 * So the part with most elements gets what all the others, and the text between them, leave of the length of the place.
 */
function measureFew(place: Element, children: readonly Element[], length: number): Measured[] {
  const counts = children.map(elementsIn);
  const bulk = children[counts.indexOf(Math.max(...counts))];
  if (bulk === undefined) return [];
  const others = children.filter((child) => child !== bulk);
  const measuredOthers = others.map(measured);
  const texts = [...place.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const beside = [...measuredOthers.map((other) => other.length), ...texts.map((text) => text.nodeValue?.length ?? 0)];
  return [{ part: bulk, length: beside.reduce((rest, one) => rest - one, length) }, ...measuredOthers];
}

function measured(part: Element): Measured {
  return { part, length: lengthOf(part) };
}

function elementsIn(part: Element | Document): number {
  return part.getElementsByTagName('*').length;
}

function lengthOf(part: Element): number {
  return part.textContent?.length ?? 0;
}
