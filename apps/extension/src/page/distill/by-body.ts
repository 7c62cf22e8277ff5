import { findEach } from '../snapshot/find-all';
import { NOT_READ } from '../snapshot/furniture';
import { measureProse, type Prose } from '../snapshot/prose';
import type { Article } from './article';
import { mainPart, shareOf } from './main-part';

const BESIDE_THE_TEXT =
  /(?:^|[-_ ])(?:breadcrumbs?|share|sharing|social|newsletter|subscribe|sponsor(?:ed)?|advert(?:isement)?s?|ads?|promo|related|recommend(?:ed|ations)?|skip-?link|pagination|toc)(?:[-_ ]|$)/i;
/** Also words for what a text is about, so that there have to be links. */
const MENUS = /(?:^|[-_ ])(?:(?:main|sub)?menu|navbar|navigation|docnav)(?:[-_ ]|$)/i;
/** Headings and terms, which are called after what they say. */
const WORDS = /^(?:H[1-6]|D[TD]|T[DH]|CODE|PRE)$/;
/** A block with such a name that holds more of the text than this has another meaning. */
const BESIDE_SHARE = 0.2;
const ESSENTIAL = 'h1, article, main';

/** A main part counts as such from this share of what there is to read. */
const MAIN_SHARE = 0.5;

/** The whole page, or its main part, without navigation and the like. For pages that no article can be found in. */
export function byBody(snapshot: Document, onPage: Prose): Article | undefined {
  const body = snapshot.body as HTMLElement | null;
  if (!body) return undefined;
  const main = mainPart(snapshot);
  return withoutFurniture(main && shareOf(main, onPage) >= MAIN_SHARE ? main : body);
}

/** A part of the page as the article, without navigation and the like. */
export function withoutFurniture(root: Element): Article {
  const named = [...root.querySelectorAll('[id], [class]')].filter(isNamedBeside);
  const limit = named.length === 0 ? 0 : (root.textContent?.length ?? 0) * BESIDE_SHARE;
  for (const part of findEach(root, NOT_READ)) part.remove();
  for (const part of named) if (isMinor(part, limit)) part.remove();
  return { mode: 'body', root };
}

function isNamedBeside(part: Element): boolean {
  if (WORDS.test(part.tagName)) return false;
  const names = `${part.id} ${part.getAttribute('class') ?? ''}`;
  return BESIDE_THE_TEXT.test(names) || (MENUS.test(names) && isOfLinks(part));
}

function isOfLinks(part: Element): boolean {
  const { text, links } = measureProse(part);
  return links > text;
}

function isMinor(part: Element, limit: number): boolean {
  return (part.textContent?.length ?? 0) < limit && part.querySelector(ESSENTIAL) === null;
}
