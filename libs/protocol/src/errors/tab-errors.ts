import { defineErrors } from './error-definition';

/** Tabs of a node and the pages in them. */
export const TAB_ERRORS = defineErrors({
  missing_tab_session: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: '"{action}" needs a tabSessionId.',
    hint: 'Open a tab with primitive.tab.open and send its tabSessionId (CLI: --tab-session).',
  },
  unknown_tab_session: {
    category: 'validation',
    status: 404,
    retryable: false,
    message: 'The node has no tab session "{tabSessionId}".',
    hint: 'List the open ones with primitive.tab.query.',
  },
  tab_session_not_owned: {
    category: 'permission',
    status: 403,
    retryable: false,
    message: 'The tab session {tabSessionId} belongs to another client.',
    hint: 'Open a tab of your own with primitive.tab.open.',
  },
  tab_session_closed: {
    category: 'execution',
    status: 410,
    retryable: false,
    message: 'The tab of session "{tabSessionId}" was closed, or taken out of the Otto group.',
    hint: 'Open a new tab with primitive.tab.open.',
  },
  tab_create_failed: {
    category: 'execution',
    status: 502,
    retryable: true,
    message: 'The browser did not open the tab: {reason}.',
    hint: 'Check that a browser window can be opened, then try again.',
  },
  invalid_url: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The URL cannot be used: {reason}.',
    hint: 'Send an absolute URL, for example https://example.com/.',
  },
  invalid_url_scheme: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'URLs of the scheme "{scheme}" are not opened.',
    hint: 'Use http, https or about:blank.',
  },
  navigation_failed: {
    category: 'execution',
    status: 502,
    retryable: true,
    message: 'The page did not load: {reason}.',
    hint: 'Check that the address can be reached from that browser.',
  },
  tab_url_not_ready: {
    category: 'timeout',
    status: 504,
    retryable: true,
    message: 'The page did not get ready within {timeoutMs} ms.',
    hint: 'Check that the site answers, or give the command more time.',
  },
  page_crashed: {
    category: 'execution',
    status: 502,
    retryable: false,
    message: 'The page crashed, or the browser took it out of memory.',
    hint: 'Load it again with primitive.tab.navigate.',
  },
  restricted_page: {
    category: 'permission',
    status: 403,
    retryable: false,
    message: 'The browser lets no extension into this page.',
    hint: 'Browser pages, the web store and the PDF viewer cannot be read; use an ordinary web page.',
  },
});
