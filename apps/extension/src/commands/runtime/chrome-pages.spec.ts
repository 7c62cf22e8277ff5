import type * as Entry from '../testing/page-scripts-entry';
import { WorkerLab } from '../testing/worker-lab';

const SHADOW = '<x-a><template shadowrootmode="open"><p id="deep">shade</p></template></x-a>';
/** One document can be kept by the browser for going back, the other cannot: they end in different ways. */
const PAGES = {
  '/': `<title>home</title><a href="/next">on</a>${SHADOW}`,
  '/unkept': '<title>home</title><a href="/next">on</a><script>window.onunload = () => {}</script>',
  '/next': '<title>next</title><main></main>',
};

describe('functions in pages of a real browser', () => {
  const lab = new WorkerLab<typeof Entry>('testing/page-scripts-entry.ts');
  let home: string;
  beforeAll(async () => {
    await lab.open();
    home = await lab.serve(PAGES);
  });
  afterAll(() => lab.close());

  const inTab = (use: (kit: Entry.PageKit) => Promise<unknown>, path = '/', site = 'localhost'): Promise<unknown> =>
    lab.run((entry, url, host, work) => entry.inTab(url, host, work), home + path, site, use);

  it('answer, promises included', async () => {
    expect(await inTab(({ run }) => run((a: number) => ({ title: document.title, a }), 1))).toEqual({
      title: 'home',
      a: 1,
    });
    expect(await inTab(({ run }) => run(async () => (await Promise.resolve(0)) + 1))).toBe(1);
  });

  it('do not run on other sites', async () => {
    expect(await inTab(({ run }) => run(() => 1), '/', 'example.com')).toMatch(/^site_mismatch: /);
  });

  it('tell what they threw', async () => {
    const answer = await inTab(({ run }) => run(() => document.querySelector('#nothing')!.id));
    expect(answer).toMatch(/^page_script_failed: .*TypeError: Cannot read properties of null/);
  });

  it('do not pass for done when a promise was rejected', async () => {
    const answer = await inTab(({ run }) => run(() => Promise.reject(new Error('lost'))));
    expect(answer).toMatch(/^page_script_failed: /);
  });

  it('see nothing of an error that another one has thrown before', async () => {
    const answer = await inTab(async ({ run }) => {
      await run(() => document.querySelector('#nothing')!.id).catch(() => undefined);
      return run(() => null);
    });
    expect(answer).toMatch(/^page_script_failed: .*returned nothing/);
  });

  it('find what is in open shadow roots', async () => {
    const text = await inTab(({ runDeep }) =>
      runDeep(() => window.__ottoDeepQuerySelector(document, '#deep')?.textContent ?? 'nothing'),
    );
    expect(text).toBe('shade');
  });

  it.each(['/', '/unkept'])('end when %s leaves for another page', async (path) => {
    const answer = await inTab(
      ({ run }) =>
        run(() => {
          document.querySelector('a')?.click();
          return new Promise(() => undefined);
        }),
      path,
    );
    expect(answer).toMatch(/^navigation_failed: .*left for another one/);
  });

  it('end when the tab is closed', async () => {
    const answer = await inTab(async ({ run, tabId }) => {
      const running = run(() => new Promise(() => undefined));
      setTimeout(() => void chrome.tabs.remove(tabId), 200);
      return running;
    });
    expect(answer).toMatch(/^tab_session_closed: /);
  });

  it.each(['/', '/unkept'])('are waited for across pages, from %s on', async (path) => {
    const answer = await inTab(async ({ run, waitFor }) => {
      const waiting = waitFor('main');
      await run(() => setTimeout(() => document.querySelector('a')?.click(), 100));
      return waiting;
    }, path);
    expect(answer).toBe('found');
  });

  it('are not waited for longer than wanted, and nothing waits on in the page', async () => {
    const answer = await inTab(async ({ run, waitFor }) => {
      const error = await waitFor('main', { timeoutMs: 300 }).catch(
        (thrown: Error) => (thrown as { code?: string }).code,
      );
      return [error, await run(() => window.__ottoWaits?.size ?? 'never waited')];
    });
    expect(answer).toEqual(['page_not_ready', 0]);
  });
});
