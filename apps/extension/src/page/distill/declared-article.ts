import { ink } from '../snapshot/ink';

const ARTICLE_TYPES = /"@type"\s*:\s*(?:\[[^\]]*)?"(?:\w*Article|BlogPosting|Report|Review|Recipe)"/;
const ARTICLE_BODY = /"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")/;

/** What a page says of itself to search engines and readers' tools. */
export interface Declaration {
  /** It is one article. */
  isDeclaredArticle: boolean;
  /** Ink of the article's text, if it is repeated there. */
  declared: number;
}

export function declarationOf(document: Document): Declaration {
  const metadata = [...document.querySelectorAll('script[type="application/ld+json"]')].map(
    (part) => part.textContent ?? '',
  );
  return {
    isDeclaredArticle:
      document.querySelector('meta[property="og:type"][content="article"], [itemprop~=articleBody]') !== null ||
      document.querySelectorAll('article').length === 1 ||
      metadata.some((text) => ARTICLE_TYPES.test(text)),
    declared: Math.max(0, ...metadata.map(bodyInk)),
  };
}

function bodyInk(metadata: string): number {
  const literal = ARTICLE_BODY.exec(metadata)?.[1];
  if (literal === undefined) return 0;
  try {
    return ink(String(JSON.parse(literal)).replace(/<[^>]*>/g, ''));
  } catch {
    // Some sites write line feeds into their JSON; without it the page itself is the measure.
    return 0;
  }
}
