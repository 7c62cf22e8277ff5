import type { ManagedTabs } from '../../runtime/managed-tabs';
import type { ActionContext } from '../action';
import { extractCleanHtml } from './extract-clean-html';
import { extractHtml } from './extract-html';
import { extractText } from './extract-text';
import { FakeScripting } from './testing/fake-scripting';

jest.mock('./page-bundles', () => ({ PAGE_BUNDLES: { markup: '/markup.js' } }));

const READ = { sourceUrl: 'http://a.test/', title: 'A', selector: 'p', contentLength: 8, content: '<p>a</p>' };

let scripting: FakeScripting;

beforeEach(() => {
  scripting = FakeScripting.install();
  scripting.publishes('/markup.js', 'markup', () => ({ value: READ }));
});
afterEach(() => scripting.uninstall());

const tabs: Pick<ManagedTabs, 'withTab'> = {
  withTab: (_request, { url }, use) => use(url === undefined ? { tabId: 7, tabSessionId: 'ts_1' } : { tabId: 8 }),
};

function context(tabSessionId?: string): ActionContext {
  const { signal } = new AbortController();
  return { requestId: 'r1', signal, deadlineAt: 0, tabSessionId, tabs } as unknown as ActionContext;
}

it.each([
  [extractHtml, 'raw_html'],
  [extractCleanHtml, 'clean_html'],
])('$name answers where it read what', async (action, extractionMode) => {
  expect(await action.run(context('ts_1'), { selector: 'p' })).toEqual({
    tabSessionId: 'ts_1',
    extractionMode,
    ...READ,
  });
  expect(scripting.requests).toEqual([{ kind: extractionMode, selector: 'p' }]);
});

it('reads a url without a session', async () => {
  expect(await extractHtml.run(context(), { url: 'http://a.test/' })).not.toHaveProperty('tabSessionId');
});

it('answers visible text with its selector', async () => {
  expect(await extractText.run(context('ts_1'), { maxChars: 3 })).toEqual({
    tabSessionId: 'ts_1',
    selector: 'p',
    text: '<p>a</p>',
  });
  expect(scripting.requests).toEqual([{ kind: 'text', maxChars: 3 }]);
});

it('has no visible text without a tab', async () => {
  await expect(extractText.run(context(), {})).rejects.toMatchObject({ code: 'missing_tab_session' });
});
