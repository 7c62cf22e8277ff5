import { OttoError } from '@otto/protocol';

/** The browser's own pages, the web store, pages under a policy; the words differ between versions of Chromium. */
const REFUSED =
  /cannot access|cannot be scripted|extensions gallery|blocked|missing host permission|restricted|denied/i;
const GONE = /no tab with id|tab was closed/i;
const REPLACED = /frame with id \d+ was removed|frame was removed|document was (?:removed|detached)/i;
const ERROR_PAGE = /showing error page/i;

/** The reason of `navigation_failed` for a page that is another one on every attempt to read it. */
export const CHANGING = 'the page kept changing while it was read';

/** The page was another one from one call to the next. */
export class PageReplaced extends Error {}

/** Whether a script did not get through because the page was leaving for another one. */
export function isPageReplaced(thrown: unknown): boolean {
  return thrown instanceof PageReplaced || REPLACED.test(messageOf(thrown));
}

/** Whether a tab has lost its page, by a crash or to save memory. What scripting says of that differs, and means other things too. */
export async function isUnloaded(tabId: number): Promise<boolean> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  return tab?.status === 'unloaded';
}

/** What a failure of chrome.scripting means for the command. */
export function toPageError(thrown: unknown, tabSessionId: string | undefined): OttoError {
  if (thrown instanceof OttoError) return thrown;
  const message = messageOf(thrown);
  if (isPageReplaced(thrown)) return new OttoError('navigation_failed', { reason: CHANGING });
  if (ERROR_PAGE.test(message)) return new OttoError('navigation_failed', { reason: 'it is an error page' });
  if (GONE.test(message)) return new OttoError('tab_session_closed', { tabSessionId });
  if (REFUSED.test(message)) return new OttoError('restricted_page', {}, { cause: thrown });
  return new OttoError('internal_error', {}, { cause: thrown });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
