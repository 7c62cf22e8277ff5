import { ink } from './snapshot/ink';

/** Less text than this is a page whose scripts have yet to write it. */
const WRITTEN_INK = 200;
const NOT_SHOWN = 'script, style, noscript, template';
const QUIET_MS = 300;
/** Some pages have nothing to say. */
const MAX_WAIT_MS = 3_000;

/**
 * Resolves at once for a page with text or without scripts. A page that is almost empty gets a moment: until it has text
 * and has stopped changing, or for three seconds.
 */
export function whenWritten(page: Document): Promise<void> {
  if (page.scripts.length === 0 || isWritten(page)) return Promise.resolve();
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const finish = (): void => {
      observer.disconnect();
      clearTimeout(limit);
      clearTimeout(quiet);
      resolve();
    };
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      if (isWritten(page)) quiet = setTimeout(finish, QUIET_MS);
    });
    const limit = setTimeout(finish, MAX_WAIT_MS);
    observer.observe(page, { subtree: true, childList: true, characterData: true });
  });
}

/** Stops counting at once in a page with text. Text in shadow roots counts as none; such a page only waits its time. */
function isWritten(page: Document): boolean {
  const body = page.body as HTMLElement | null;
  if (!body) return false;
  const texts = page.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let text = texts.nextNode(); text && seen < WRITTEN_INK; text = texts.nextNode()) {
    if (!text.parentElement?.matches(NOT_SHOWN)) seen += ink(text.textContent ?? '');
  }
  return seen >= WRITTEN_INK;
}
