import type { ErrorCode } from '@otto/protocol';
import { FakePages } from '../testing/fake-pages';
import { PageScripts } from './page-scripts';

const TAB = { tabId: 7, tabSessionId: 'ts_1', site: 'example.com' };
const HOME = 'https://example.com/';

describe('PageScripts', () => {
  let pages: FakePages;
  let scripts: PageScripts;
  let abort: AbortController;

  beforeEach(() => {
    pages = new FakePages();
    pages.show(TAB.tabId, HOME);
    scripts = new PageScripts(pages, TAB);
    abort = new AbortController();
  });
  afterEach(() => expect(pages.listeners).toBe(0));

  const run = (func: (...args: never[]) => unknown, args: unknown[] = [], isRepeatable = false): Promise<unknown> =>
    scripts.run({ func, args, isRepeatable }, abort.signal);
  const codeOf = (work: Promise<unknown>): Promise<ErrorCode | 'none'> =>
    work.then(
      () => 'none' as const,
      (error: { code: ErrorCode }) => error.code,
    );
  const never = (): Promise<never> => new Promise(() => undefined);
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('gives what the function returns', async () => {
    await expect(run((a: number, b: number) => a + b, [1, 2])).resolves.toBe(3);
    await expect(run(() => false)).resolves.toBe(false);
  });

  it('runs nothing on other sites', async () => {
    pages.show(TAB.tabId, 'https://example.com.evil.test/');
    expect(await codeOf(run(() => 1))).toBe('site_mismatch');
    expect(pages.ran).toEqual([]);
  });

  it('runs nothing in an error page', async () => {
    pages.show(TAB.tabId, HOME, true);
    expect(await codeOf(run(() => 1))).toBe('navigation_failed');
  });

  it('says that the tab is gone', async () => {
    pages.close(TAB.tabId);
    expect(await codeOf(run(() => 1))).toBe('tab_session_closed');
  });

  it('tells what the function threw', async () => {
    pages.lastError = 'TypeError: x is not a function';
    const failing = run(() => {
      throw new TypeError('x is not a function');
    });
    await expect(failing).rejects.toMatchObject({
      code: 'page_script_failed',
      message: expect.stringContaining('TypeError: x is not a function'),
    });
  });

  it('takes nothing for a failure, since that is all that the browser tells of one', async () => {
    await expect(run(() => undefined)).rejects.toMatchObject({
      code: 'page_script_failed',
      details: { reason: 'it threw an error, or returned nothing' },
    });
  });

  it('prepares each document once', async () => {
    for (let i = 0; i < 2; i++) await scripts.run({ func: () => 1, args: [], isDeep: true }, abort.signal);
    pages.show(TAB.tabId, HOME);
    await run(() => 1);
    const prepared = pages.ran.filter((name) => /^(keepErrors|installDeepQuery) /.test(name));
    expect(prepared).toEqual(['keepErrors in doc-1', 'installDeepQuery in doc-1', 'keepErrors in doc-2']);
  });

  it('ends when the page leaves, and does not run again what may have had an effect', async () => {
    const running = run(never);
    await settle();
    pages.show(TAB.tabId, `${HOME}b`);
    expect(await codeOf(running)).toBe('navigation_failed');
  });

  it('runs again in the next page what only looks', async () => {
    const looking = run(never, [], true);
    await settle();
    pages.onRun = () => 'seen';
    pages.show(TAB.tabId, `${HOME}b`);
    await expect(looking).resolves.toBe('seen');
  });

  it('does not follow the tab to another site', async () => {
    const looking = run(never, [], true);
    await settle();
    pages.show(TAB.tabId, 'https://login.test/');
    expect(await codeOf(looking)).toBe('site_mismatch');
  });

  it('ends when the tab is closed', async () => {
    const running = run(never);
    await settle();
    pages.close(TAB.tabId);
    expect(await codeOf(running)).toBe('tab_session_closed');
  });

  it('starts over when the document slips away before the function has started, a few times', async () => {
    const { current } = pages;
    pages.current = async (tabId) => {
      const page = await current.call(pages, tabId);
      if (page?.documentId !== 'doc-3') pages.show(tabId, HOME);
      return page;
    };
    await expect(run(() => 'ran')).resolves.toBe('ran');
    pages.current = async (tabId) => {
      const page = await current.call(pages, tabId);
      pages.show(tabId, HOME);
      return page;
    };
    expect(await codeOf(run(() => 'ran'))).toBe('navigation_failed');
  });

  it('ends with the reason of the signal, whatever the page does', async () => {
    const running = run(never);
    await settle();
    abort.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });
});
