import type { ManagedTabs } from '../../runtime/managed-tabs';
import type { ActionContext } from '../action';
import { extractDistilledHtml } from './extract-distilled-html';
import { FakeScripting } from './testing/fake-scripting';

jest.mock('./page-bundles', () => ({ PAGE_BUNDLES: { article: '/article.js', secondOpinion: '/second.js' } }));

const READ = { sourceUrl: 'http://a.test/', title: 'A', contentLength: 8, content: '<p>A</p>', mode: 'readability' };

let scripting: FakeScripting;

beforeEach(() => {
  scripting = FakeScripting.install();
  scripting.publishes('/article.js', 'article', () => ({ value: READ }));
});
afterEach(() => scripting.uninstall());

it('asks the page for the article as markup', async () => {
  const tabs: Pick<ManagedTabs, 'withTab'> = {
    withTab: (_request, _target, use) => use({ tabId: 7, tabSessionId: 'ts_1' }),
  };
  const context = { requestId: 'r1', signal: new AbortController().signal, deadlineAt: 0, tabSessionId: 'ts_1', tabs };
  expect(await extractDistilledHtml.run(context as unknown as ActionContext, {})).toEqual({
    tabSessionId: 'ts_1',
    extractionMode: 'distilled_html',
    fallbackUsed: false,
    ...READ,
  });
  expect(scripting.requests).toEqual([expect.objectContaining({ format: 'distilled_html' })]);
});
