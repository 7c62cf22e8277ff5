import { isDeclaredHidden, isFurniture } from '../snapshot/furniture';
import { measureProse } from '../snapshot/prose';
import type { Article } from './article';

const BESIDE_THE_TEXT =
  /(?:^|[-_ ])(?:breadcrumbs?|share|sharing|social|newsletter|subscribe|sponsor(?:ed)?|advert(?:isement)?s?|ads?|promo|related|recommend(?:ed|ations)?|skip-?link|pagination|toc)(?:[-_ ]|$)/i;
/** A block with such a name that holds more of the text than this has another meaning. */
const BESIDE_SHARE = 0.2;
const ESSENTIAL = 'h1, article, main';

/** The whole page, or its `<main>`, without navigation and the like. For pages that no article can be found in. */
export function byBody(snapshot: Document): Article | undefined {
  const body = snapshot.body as HTMLElement | null;
  if (!body) return undefined;
  const root = mainOf(body);
  const limit = (root.textContent?.length ?? 0) * BESIDE_SHARE;
  dropFurniture(root, limit);
  return { mode: 'body', root };
}

/** The one main element if it holds at least half of what there is to read. */
function mainOf(body: HTMLElement): Element {
  const mains = body.querySelectorAll('main, [role=main]');
  const [main] = mains;
  if (mains.length !== 1 || !main) return body;
  const inMain = measureProse(main);
  const inBody = measureProse(body);
  return (inMain.text + inMain.links) * 2 >= inBody.text + inBody.links ? main : body;
}

function dropFurniture(parent: Element, limit: number): void {
  for (const element of [...parent.children]) {
    if (isFurniture(element) || isDeclaredHidden(element) || isBeside(element, limit)) element.remove();
    else dropFurniture(element, limit);
  }
}

function isBeside(element: Element, limit: number): boolean {
  const name = `${element.id} ${element.getAttribute('class') ?? ''}`;
  return (
    BESIDE_THE_TEXT.test(name) &&
    (element.textContent?.length ?? 0) < limit &&
    element.querySelector(ESSENTIAL) === null
  );
}
