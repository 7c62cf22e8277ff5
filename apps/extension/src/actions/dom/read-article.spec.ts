import type { DistillPayload } from '@otto/protocol';
import type { ManagedTabs } from '../../runtime/managed-tabs';
import type { ActionContext } from '../action';
import { extractMarkdown } from './extract-markdown';
import { FakeScripting } from './testing/fake-scripting';

jest.mock('./page-bundles', () => ({
  PAGE_BUNDLES: { markup: '/markup.js', article: '/article.js', secondOpinion: '/second.js' },
}));

const READ = { sourceUrl: 'http://a.test/', title: 'A', contentLength: 3, content: '# A' };

let scripting: FakeScripting;
let hasSecondOpinion: boolean;
let lent: unknown[];

beforeEach(() => {
  scripting = FakeScripting.install();
  hasSecondOpinion = false;
  lent = [];
  scripting.publishes('/article.js', 'article', () => ({ value: { ...READ, mode: 'readability' } }));
  scripting.runs('/second.js', () => (hasSecondOpinion = true));
});
afterEach(() => scripting.uninstall());

/** Lends tab 7, which has a session unless a url is asked for. */
const tabs: Pick<ManagedTabs, 'withTab'> = {
  withTab(_request, target, use) {
    lent.push(target);
    return use(target.url === undefined ? { tabId: 7, tabSessionId: 'ts_1' } : { tabId: 8 });
  },
};

function run(payload: DistillPayload): ReturnType<typeof extractMarkdown.run> {
  const context = { requestId: 'r1', signal: new AbortController().signal, deadlineAt: 0, tabSessionId: 'ts_1', tabs };
  return extractMarkdown.run(context as unknown as ActionContext, payload);
}

it('answers the article of the session’s tab', async () => {
  expect(await run({ maxChars: 9 })).toEqual({
    tabSessionId: 'ts_1',
    extractionMode: 'markdown',
    ...READ,
    mode: 'readability',
    fallbackUsed: false,
  });
  expect(scripting.requests).toEqual([{ format: 'markdown', mayFallBack: true, maxChars: 9 }]);
});

it('answers the article of a url without a session', async () => {
  expect(await run({ url: 'http://a.test/' })).not.toHaveProperty('tabSessionId');
  expect(lent).toEqual([{ url: 'http://a.test/' }]);
});

it('brings the second opinion into the page when it is asked for', async () => {
  scripting.publishes('/article.js', 'article', () => ({
    value: hasSecondOpinion ? { ...READ, mode: 'defuddle' } : 'more_readers',
  }));
  expect(await run({})).toMatchObject({ mode: 'defuddle', fallbackUsed: true });
  expect(scripting.injected.map(({ file }) => file)).toEqual(['/article.js', '/second.js']);
});

it('gives up on a page that is another one each time', async () => {
  scripting.publishes('/article.js', 'article', () => ({ value: 'more_readers' }));
  await expect(run({})).rejects.toMatchObject({ code: 'navigation_failed' });
});

it('answers for dom-distiller, which does not exist as a package, with readability', async () => {
  expect(await run({ mode: 'dom-distiller' })).toMatchObject({ mode: 'readability', fallbackUsed: true });
});

it('says that dom-distiller is not available when nothing else will do, before it opens anything', async () => {
  await expect(run({ mode: 'dom-distiller', fallbackToReadability: false })).rejects.toMatchObject({
    code: 'distiller_unavailable',
  });
  expect(lent).toEqual([]);
});

it('keeps to Readability when nothing else will do', async () => {
  await run({ fallbackToReadability: false });
  expect(scripting.requests).toEqual([{ format: 'markdown', mayFallBack: false }]);
});
