import { mainPart } from './main-part';

/** Characters, white space included: to count ink takes several times as long on a text of this length. */
const LONG = { characters: 300_000, elements: 15_000 };
/** What holds this share of a long text is where it stands. */
const WHOLE_SHARE = 0.9;
/** A text is a sequence of parts; a page with one that is larger than this has something beside it. */
const LARGEST_PART_SHARE = 0.4;

/**
 * The element that holds a text of the length of a book, if the page is one. Readability weighs parts against each other,
 * several times over. Where the page itself says where a long text begins and ends, or nearly all there is stands in one
 * place and in many pieces, there is nothing to weigh, and it would take most of a second.
 */
export function bookIn(snapshot: Document): Element | undefined {
  const body = snapshot.body as HTMLElement | null;
  const isLong = snapshot.getElementsByTagName('*').length > LONG.elements;
  if (!body || (!isLong && lengthOf(body) <= LONG.characters)) return undefined;
  const main = mainPart(snapshot);
  if (main === undefined) return placeOfText(body);
  return lengthOf(main) >= lengthOf(body) * WHOLE_SHARE ? main : undefined;
}

/** The innermost element with nearly all the text of the page, if none of its parts has most of that. */
function placeOfText(body: Element): Element | undefined {
  const whole = lengthOf(body);
  for (let place = body; ;) {
    const parts = [...place.children].map((part) => ({ part, share: lengthOf(part) / whole }));
    const largest = parts.reduce((best, one) => (one.share > best.share ? one : best), { part: place, share: 0 });
    if (largest.share < WHOLE_SHARE) return largest.share <= LARGEST_PART_SHARE ? place : undefined;
    place = largest.part;
  }
}

function lengthOf(part: Element): number {
  return part.textContent?.length ?? 0;
}
