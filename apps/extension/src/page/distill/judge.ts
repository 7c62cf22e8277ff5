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
  /** Text of the article as the page repeats it in its metadata, 0 where it does not. */
  readonly declared: number;
}

/** About 200 words: a text of that length is no teaser. */
const SOLID_INK = 1_000;
const SHORT_INK = 400;
/**
 * News pages surround an article with so many others that it may be a quarter of what there is to read; the shorter what
 * was found, the more of the page it has to be.
 */
const ARTICLE_COVERAGE = { solid: 0.25, short: 0.45 };
/** A short text under which this many times as much is discussed is the opening post of a thread. */
const THREAD_RATIO = 3;

/**
 * Whether an article holds at least the share `coverage` of what the page has to say. Errs towards no: a second opinion
 * costs some milliseconds, a page of which most is missing costs its reader the page.
 */
export function isConvincing(evidence: Evidence, coverage: number): boolean {
  const { found, onPage, discussion, isDeclaredArticle, declared } = evidence;
  if (found === 0) return false;
  if (declared > 0 && found >= declared * coverage) return true;
  const isThread = found < SOLID_INK && discussion > found * THREAD_RATIO;
  const share = found / Math.max(isThread ? onPage : onPage - discussion, 1);
  if (share >= coverage) return true;
  if (!isDeclaredArticle || isThread) return false;
  return (
    (found >= SOLID_INK && share >= ARTICLE_COVERAGE.solid) || (found >= SHORT_INK && share >= ARTICLE_COVERAGE.short)
  );
}
