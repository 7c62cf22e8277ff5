/** What decides whether an article is good enough; all amounts in ink. */
export interface Evidence {
  /** Text of the article outside links. */
  readonly found: number;
  /** Text of the page outside links and page furniture. */
  readonly onPage: number;
  /** Part of `onPage` that lies in sections for comments. */
  readonly discussion: number;
  /** The page calls itself an article. */
  readonly isDeclaredArticle: boolean;
}

/** About 200 words: a text of that length is no teaser. */
const SOLID_INK = 1_000;
const GOOD_COVERAGE = 0.6;
/** News pages surround an article with so many others that it may be a quarter of what there is to read. */
const ARTICLE_COVERAGE = 0.25;
/** A short text under which this many times as much is discussed is the opening post of a thread. */
const THREAD_RATIO = 3;

/**
 * Whether an article holds what the page has to say. Errs towards no: a second opinion costs some milliseconds, a page
 * of which most is missing costs its reader the page.
 */
export function isConvincing({ found, onPage, discussion, isDeclaredArticle }: Evidence): boolean {
  if (found === 0) return onPage === 0;
  const isThread = found < SOLID_INK && discussion > found * THREAD_RATIO;
  const expected = isThread ? onPage : onPage - discussion;
  if (found >= expected * GOOD_COVERAGE) return true;
  return isDeclaredArticle && found >= SOLID_INK && found >= expected * ARTICLE_COVERAGE;
}
