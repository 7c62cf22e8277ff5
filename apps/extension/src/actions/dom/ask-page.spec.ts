import type { ErrorCode } from '@otto/protocol';
import { FakeScripting } from './testing/fake-scripting';
import { askPage, type ReadTab } from './ask-page';

jest.mock('./page-bundles', () => ({ PAGE_BUNDLES: { markup: '/markup.js', article: '/article.js' } }));

const REQUEST = { kind: 'text', selector: undefined } as const;
const VALUE = { sourceUrl: 'http://a.test/', title: 'A', selector: 'body', contentLength: 1, content: 'a' };

let scripting: FakeScripting;
let tab: ReadTab;
let controller: AbortController;

beforeEach(() => {
  scripting = FakeScripting.install();
  scripting.publishes('/markup.js', 'markup', () => ({ value: VALUE }));
  controller = new AbortController();
  tab = { tabId: 7, tabSessionId: 'ts_1', signal: controller.signal };
});
afterEach(() => scripting.uninstall());

const codeOf = (work: Promise<unknown>): Promise<ErrorCode | 'none'> =>
  work.then(
    () => 'none' as const,
    (error: { code: ErrorCode }) => error.code,
  );

it('puts the bundle into the page once and asks it from then on', async () => {
  expect(await askPage(tab, 'markup', REQUEST)).toEqual(VALUE);
  expect(await askPage(tab, 'markup', REQUEST)).toEqual(VALUE);
  expect(scripting.injected).toEqual([{ tabId: 7, file: '/markup.js' }]);
  expect(scripting.requests).toEqual([{ kind: 'text' }, { kind: 'text' }]);
});

it('replaces a reader that an earlier run of the worker left in the page', async () => {
  await askPage(tab, 'markup', REQUEST);
  globalThis.ottoReaders = {
    markup: { placedBy: 'an earlier run', read: () => Promise.reject(new Error('old reader')) },
  };
  expect(await askPage(tab, 'markup', REQUEST)).toEqual(VALUE);
});

it('answers what the reader answers as a failure', async () => {
  scripting.publishes('/markup.js', 'markup', () => ({
    failure: { code: 'selector_not_found', details: { selector: 'p' } },
  }));
  await expect(askPage(tab, 'markup', REQUEST)).rejects.toMatchObject({
    code: 'selector_not_found',
    message: 'Nothing on the page matches "p".',
  });
});

it('reads again when the page leaves for another one, a few times', async () => {
  scripting.fails('Frame with ID 0 was removed.', 2);
  expect(await askPage(tab, 'markup', REQUEST)).toEqual(VALUE);
  scripting.fails('Frame with ID 0 was removed.', 3);
  expect(await codeOf(askPage(tab, 'markup', REQUEST))).toBe('navigation_failed');
});

it('reads again when what it put into the page went with it', async () => {
  let isLost = true;
  scripting.runs('/markup.js', () => {
    if (isLost) scripting.publishes('/markup.js', 'markup', () => ({ value: VALUE }));
    isLost = false;
  });
  expect(await askPage(tab, 'markup', REQUEST)).toEqual(VALUE);
});

it.each([
  ['Cannot access contents of url "chrome://version/".', 'restricted_page'],
  ['Cannot access a chrome-extension:// URL of different extension', 'restricted_page'],
  ['The extensions gallery cannot be scripted.', 'restricted_page'],
  ['This page cannot be scripted due to an ExtensionsSettings policy.', 'restricted_page'],
  ['No tab with id: 7.', 'tab_session_closed'],
  ['The tab was closed.', 'tab_session_closed'],
  ['Frame with ID 0 is showing error page', 'navigation_failed'],
  ['Something new', 'internal_error'],
])('makes of %j the error %s', async (message, code) => {
  scripting.fails(message, 1);
  expect(await codeOf(askPage(tab, 'markup', REQUEST))).toBe(code);
});

it('knows that the page crashed, whatever the browser says of it', async () => {
  scripting.fails('Cannot access contents of the page.', 1);
  scripting.isCrashed = true;
  expect(await codeOf(askPage(tab, 'markup', REQUEST))).toBe('page_crashed');
});

it('ends with the reason of the signal when the page keeps it waiting', async () => {
  scripting.hangs();
  const asked = askPage(tab, 'markup', REQUEST);
  controller.abort(new Error('time is over'));
  await expect(asked).rejects.toThrow('time is over');
});
