const ARTICLE_TYPES = /"@type"\s*:\s*(?:\[[^\]]*)?"(?:\w*Article|BlogPosting|Report|Review|Recipe)"/;

/** Whether the page says of itself, for search engines and readers' tools, that it is one article. */
export function isDeclaredArticle(document: Document): boolean {
  if (document.querySelector('meta[property="og:type"][content="article"], [itemprop~=articleBody]')) return true;
  if (document.querySelectorAll('article').length === 1) return true;
  const metadata = document.querySelectorAll('script[type="application/ld+json"]');
  return [...metadata].some((script) => ARTICLE_TYPES.test(script.textContent ?? ''));
}
