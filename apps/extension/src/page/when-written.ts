import { ink } from './snapshot/ink';

/** Less text than this is a page whose scripts have yet to write it: nothing, or "Loading". */
const WRITTEN_INK = 40;
const NOT_SHOWN = 'script, style, noscript, template';
/** How long a page that was written has to stay as it is. */
const QUIET_MS = 300;
/** How long a page without text may do nothing: its data may be on the way, or there is none. */
const PATIENCE_MS = 1_000;
const MAX_WAIT_MS = 3_000;

/**
 * Resolves at once for a page with text or without scripts. A page that is empty gets a moment: until it has text and has
 * stopped changing, or nothing has happened for a second, three seconds in all.
 */
export function whenWritten(page: Document): Promise<void> {
  if (page.scripts.length === 0 || isWritten(page) || !runsScripts(page)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      observer.disconnect();
      clearTimeout(limit);
      clearTimeout(pause);
      resolve();
    };
    const observer = new MutationObserver(() => {
      clearTimeout(pause);
      pause = setTimeout(finish, isWritten(page) ? QUIET_MS : PATIENCE_MS);
    });
    const limit = setTimeout(finish, MAX_WAIT_MS);
    let pause = setTimeout(finish, PATIENCE_MS);
    observer.observe(page, { subtree: true, childList: true, characterData: true });
  });
}

/** Where scripts are switched off nothing will be written, and no timer would end the waiting either. */
function runsScripts(page: Document): boolean {
  const probe = page.createElement('div');
  probe.innerHTML = '<noscript><i></i></noscript>';
  return probe.querySelector('i') === null;
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
