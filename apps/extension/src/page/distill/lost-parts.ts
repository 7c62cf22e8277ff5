import { measureProse, type Prose } from '../snapshot/prose';
import type { Article } from './article';
import { besideOf } from './beside';
import { withoutFurniture } from './by-body';
import { mainPart } from './main-part';

/** Less than this share of what stands around it, and an article is without parts of the text. */
const WHOLE_SHARE = 0.97;
/** A page on which more than this share is discussed is a post with what others say of it. */
const DISCUSSION_SHARE = 0.1;
/** A sentence or two. What is less may be anything: the title of a section, buttons of a player, who edited it. */
const LITTLE_INK = 150;

/** What an article was taken out of. */
interface Page {
  /** All elements of the snapshot, as they were before. */
  readonly elements: ArrayLike<Element>;
  readonly onPage: Prose;
  /** A fresh one of the same page. */
  readonly takeSnapshot: () => Document;
}

/**
 * Readability takes the largest section, and of those beside it only what looks like it: of a manual it leaves introduction,
 * synopsis and short chapters. This answers the place in which all of them stand, or the article itself if nothing is missing.
 */
export function withLostParts(article: Article, { elements, onPage, takeSnapshot }: Page): Article {
  const found = measureProse(article.root).text;
  if (onPage.discussion > onPage.text * DISCUSSION_SHARE || !isLess(found, onPage.text - onPage.discussion))
    return article;
  const span = spanOf(article.root, elements);
  const place = span && placeOf(takeSnapshot(), span);
  if (!place) return article;
  const whole = withoutFurniture(place);
  return isLess(found, measureProse(whole.root).text) ? { ...whole, title: article.title } : article;
}

function isLess(found: number, whole: number): boolean {
  return found < whole * WHOLE_SHARE && found <= whole - LITTLE_INK;
}

/** Places of the first and the last element of an article among all elements of a snapshot. */
interface Span {
  readonly first: number;
  readonly last: number;
}

function spanOf(article: Element, elements: ArrayLike<Element>): Span | undefined {
  const kept = new Set(article.querySelectorAll('*'));
  const places = Array.from(elements, (element, place) => (kept.has(element) ? place : -1)).filter((at) => at >= 0);
  const [first, last] = [places[0], places.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** The innermost element around the span, and from there up as long as there is more of the text beside it. */
function placeOf(snapshot: Document, span: Span): Element | undefined {
  const ends: readonly unknown[] = [snapshot.body, mainPart(snapshot)];
  let place = commonPlace(snapshot, span);
  for (let inner = place; inner?.parentElement && !ends.includes(inner); inner = inner.parentElement) {
    const beside = besideOf(inner);
    if (beside.text + beside.other < LITTLE_INK) continue;
    if (beside.text <= beside.other) break;
    place = inner.parentElement;
  }
  return place;
}

function commonPlace(snapshot: Document, { first, last }: Span): Element | undefined {
  const elements = snapshot.querySelectorAll('*');
  const end = elements[last] ?? null;
  let place = elements[first];
  while (place && !place.contains(end)) place = place.parentElement ?? undefined;
  return place;
}
