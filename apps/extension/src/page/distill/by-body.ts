import { furnitureIn } from '../snapshot/furniture';
import type { Prose } from '../snapshot/prose';
import type { Article } from './article';
import { mainPart, shareOf } from './main-part';

const BESIDE_THE_TEXT =
  /(?:^|[-_ ])(?:breadcrumbs?|share|sharing|social|newsletter|subscribe|sponsor(?:ed)?|advert(?:isement)?s?|ads?|promo|related|recommend(?:ed|ations)?|skip-?link|pagination|toc)(?:[-_ ]|$)/i;
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
  dropFurniture(root, (root.textContent?.length ?? 0) * BESIDE_SHARE);
  return { mode: 'body', root };
}

function dropFurniture(root: Element, limit: number): void {
  for (const part of furnitureIn(root)) part.remove();
  for (const part of root.querySelectorAll('[id], [class]')) if (isBeside(part, limit)) part.remove();
}

function isBeside(part: Element, limit: number): boolean {
  if (!BESIDE_THE_TEXT.test(`${part.id} ${part.getAttribute('class') ?? ''}`)) return false;
  return (part.textContent?.length ?? 0) < limit && part.querySelector(ESSENTIAL) === null;
}
