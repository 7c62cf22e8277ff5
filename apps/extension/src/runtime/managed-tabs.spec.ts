import { OttoError } from '@otto/protocol';
import { DebuggerSessions } from './debugger/debugger-sessions';
import { FakeDebugger } from './debugger/testing/fake-debugger';
import { ManagedTabs } from './managed-tabs';
import type { TabRequest } from './tabs/tab-request';
import { FakeBrowser } from './testing/fake-browser';
import { MemoryStore } from './testing/memory-store';

const URL = 'http://site/';

describe('ManagedTabs', () => {
  const debuggers = new DebuggerSessions(new FakeDebugger());
  let browser: FakeBrowser;
  let store: MemoryStore;
  let tabs: ManagedTabs;
  let abort: AbortController;

  beforeEach(async () => {
    browser = new FakeBrowser();
    browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId));
    store = new MemoryStore();
    tabs = await ManagedTabs.restore({ browser, debuggers, store });
    abort = new AbortController();
  });
  afterEach(() => expect(browser.listeners).toBe(0));

  const request = (changes: Partial<TabRequest> = {}): TabRequest => ({
    clientId: 'clt_1',
    signal: abort.signal,
    ...changes,
  });
  const open = (clientId = 'clt_1', retain = false) => tabs.open(request({ clientId }), { url: URL, retain });
  const rejection = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing thrown',
      (error: unknown) => (error instanceof OttoError ? error.code : String(error)),
    );
  const manually = (): void => {
    browser.onOrder = () => undefined;
  };
  /** Lets everything happen that needs no event. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  describe('opening', () => {
    it('answers the session, the tab and the address where it arrived', async () => {
      browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId, 'http://site/redirected'));
      const opened = await open();
      expect(opened).toEqual({
        tabId: 1,
        tabSessionId: expect.stringMatching(/^ts_\w{32}$/),
        url: 'http://site/redirected',
      });
    });

    it('keeps all tabs in one group, also those that are opened at once', async () => {
      await Promise.all([open(), open(), open()]);
      expect(new Set([...browser.tabs.values()].map(({ groupId }) => groupId)).size).toBe(1);
    });

    it('starts another group where the user dissolved it', async () => {
      const first = await open();
      browser.tabs.get(first.tabId)!.groupId = undefined;
      const second = await open();
      expect(browser.tabs.get(second.tabId)!.groupId).toBeDefined();
      expect((await tabs.list({ clientId: 'clt_1' })).map(({ tabId }) => tabId)).toEqual([second.tabId]);
    });

    it('works where the browser refuses to group tabs at the moment', async () => {
      browser.refuses.set('group', 'Tabs cannot be edited right now (user may be dragging a tab).');
      const { tabSessionId } = await open();
      await expect(tabs.resolve({ tabSessionId })).resolves.toMatchObject({ tabSessionId });
    });

    it('waits for nothing when that is wanted', async () => {
      manually();
      await expect(tabs.open(request(), { url: URL, waitUntil: 'none' })).resolves.toMatchObject({ url: URL });
    });

    it('waits until the page has loaded when that is wanted', async () => {
      manually();
      let isOpen = false;
      const opening = tabs.open(request(), { url: URL, waitUntil: 'load' }).then(() => (isOpen = true));
      await settle();
      browser.commit(1);
      await settle();
      expect(isOpen).toBe(false);
      browser.load(1, URL);
      await opening;
    });

    it.each([
      ['no url', 'invalid_url'],
      ['file:///etc/passwd', 'invalid_url_scheme'],
    ])('refuses %s', async (url, code) => {
      expect(await rejection(tabs.open(request(), { url }))).toBe(code);
      expect(browser.tabs.size).toBe(0);
    });

    it('says why the browser opened no tab', async () => {
      browser.refuses.set('create', 'No window');
      await expect(open()).rejects.toMatchObject({
        code: 'tab_create_failed',
        message: expect.stringContaining('No window'),
      });
    });

    it('leaves no tab behind when the page cannot be had', async () => {
      browser.onOrder = (tabId) => queueMicrotask(() => browser.fail(tabId, 'net::ERR_CONNECTION_REFUSED'));
      await expect(open()).rejects.toMatchObject({
        code: 'navigation_failed',
        message: expect.stringContaining('REFUSED'),
      });
      expect(browser.tabs.size).toBe(0);
      expect(await tabs.list({ clientId: 'clt_1' })).toEqual([]);
    });

    it('fails on an answer that is no page, such as a download', async () => {
      browser.onOrder = (tabId) => queueMicrotask(() => browser.abort(tabId));
      expect(await rejection(open())).toBe('navigation_failed');
    });

    it('leaves no tab behind when it is cancelled, or when the time is over', async () => {
      manually();
      const opening = rejection(open());
      await settle();
      abort.abort(new OttoError('command_timed_out', { timeoutMs: 30 }));
      expect(await opening).toBe('tab_url_not_ready');
      expect(browser.tabs.size).toBe(0);
    });

    it('ends when the user closes the tab meanwhile', async () => {
      manually();
      const opening = rejection(open());
      await settle();
      await browser.close(1);
      expect(await opening).toBe('tab_session_closed');
    });
  });

  describe('navigating', () => {
    it('answers the address where the tab arrived', async () => {
      const { tabSessionId } = await open();
      browser.onOrder = (tabId) => queueMicrotask(() => browser.commit(tabId, 'http://site/b?redirected'));
      await expect(tabs.navigate(request({ tabSessionId }), { url: 'http://site/b' })).resolves.toEqual({
        tabSessionId,
        url: 'http://site/b?redirected',
      });
    });

    it('is done at once within the same document', async () => {
      const { tabSessionId } = await open();
      browser.onOrder = (tabId, url) => queueMicrotask(() => browser.tell({ type: 'moved', tabId, url }));
      browser.navigate = (tabId, url) => Promise.resolve(browser.onOrder(tabId, url));
      await expect(
        tabs.navigate(request({ tabSessionId }), { url: `${URL}#part`, waitUntil: 'load' }),
      ).resolves.toMatchObject({ url: `${URL}#part` });
    });

    it('follows the navigation that is under way to the same place, which the browser would not order again', async () => {
      manually();
      const { tabId, tabSessionId } = await tabs.open(request(), { url: URL, waitUntil: 'none' });
      browser.navigate = () => Promise.reject(new Error('Navigation rejected.'));
      const navigating = tabs.navigate(request({ tabSessionId }), { url: URL });
      await settle();
      browser.commit(tabId);
      await expect(navigating).resolves.toEqual({ tabSessionId, url: URL });
    });

    it('says why the browser would not go there', async () => {
      const { tabSessionId } = await open();
      browser.navigate = () => Promise.reject(new Error('Navigation rejected.'));
      await expect(tabs.navigate(request({ tabSessionId }), { url: 'http://site/b' })).rejects.toMatchObject({
        message: 'The page did not load: Navigation rejected.',
      });
    });

    it('keeps the session when the page cannot be had, so that another address can be tried', async () => {
      const { tabSessionId } = await open();
      browser.onOrder = (tabId) => queueMicrotask(() => browser.fail(tabId, 'net::ERR_NAME_NOT_RESOLVED'));
      expect(await rejection(tabs.navigate(request({ tabSessionId }), { url: 'http://nowhere/' }))).toBe(
        'navigation_failed',
      );
      await expect(tabs.resolve({ tabSessionId })).resolves.toMatchObject({ tabSessionId });
    });

    it('ends with the reason of a cancel', async () => {
      const { tabSessionId } = await open();
      manually();
      const navigating = rejection(tabs.navigate(request({ tabSessionId }), { url: URL }));
      await settle();
      abort.abort(new OttoError('command_cancelled'));
      expect(await navigating).toBe('command_cancelled');
    });
  });

  describe('finding the tab of a session', () => {
    it.each([
      [undefined, 'missing_tab_session'],
      ['ts_unknown', 'unknown_tab_session'],
    ])('refuses %s', async (tabSessionId, code) => {
      expect(await rejection(tabs.resolve({ tabSessionId }))).toBe(code);
    });

    it('knows that the tab was closed by a command, and by the user', async () => {
      const [byCommand, byUser] = [await open(), await open()];
      expect(await tabs.close(request(byCommand))).toBe(byCommand.tabSessionId);
      await browser.close(byUser.tabId);
      expect(await rejection(tabs.resolve(byCommand))).toBe('tab_session_closed');
      expect(await rejection(tabs.resolve(byUser))).toBe('tab_session_closed');
    });

    it('lets a tab go that the user took out of the group, and leaves it open', async () => {
      const [taken] = [await open(), await open()];
      browser.tabs.get(taken.tabId)!.groupId = undefined;
      expect(await rejection(tabs.resolve(taken))).toBe('tab_session_closed');
      await tabs.closeOwned('clt_1');
      expect(browser.tabs.has(taken.tabId)).toBe(true);
    });
  });

  describe('listing', () => {
    it('tells every lasting tab, and whether it is the own one of who asks', async () => {
      const [own, other] = [await open('clt_1'), await open('clt_2')];
      expect(await tabs.list({ clientId: 'clt_1' })).toEqual([
        {
          tabSessionId: own.tabSessionId,
          tabId: own.tabId,
          url: URL,
          title: 'A page',
          status: 'complete',
          owned: true,
        },
        expect.objectContaining({ tabSessionId: other.tabSessionId, owned: false }),
      ]);
    });

    it('tells where a tab is going that has not arrived anywhere', async () => {
      manually();
      await tabs.open(request(), { url: URL, waitUntil: 'none' });
      expect(await tabs.list({ clientId: 'clt_1' })).toEqual([
        expect.objectContaining({ url: URL, status: 'loading' }),
      ]);
    });
  });

  describe('closing what a client left', () => {
    it('closes its tabs, except those that it wanted to stay', async () => {
      const [own, kept, others] = [await open(), await open('clt_1', true), await open('clt_2')];
      await browser.close((await open()).tabId);
      expect(await tabs.closeOwned('clt_1')).toEqual({ closedCount: 1, missingCount: 1, totalOwnedSessions: 3 });
      expect([...browser.tabs.keys()]).toEqual([kept.tabId, others.tabId]);
      expect(await rejection(tabs.resolve(own))).toBe('tab_session_closed');
    });
  });

  describe('lending a tab', () => {
    it('opens a temporary one for a url, and closes it afterwards', async () => {
      const seen = await tabs.withTab(request(), { url: URL }, (tab) =>
        Promise.resolve({ ...tab, open: browser.tabs.size }),
      );
      expect(seen).toEqual({ tabId: 1, open: 1 });
      expect(browser.tabs.size).toBe(0);
    });

    it('closes the temporary one also when its use fails', async () => {
      const failing = tabs.withTab(request(), { url: URL }, () => Promise.reject(new OttoError('selector_not_found')));
      expect(await rejection(failing)).toBe('selector_not_found');
      expect(browser.tabs.size).toBe(0);
    });

    it('never lists a temporary tab, nor lets another command into it', async () => {
      await tabs.withTab(request(), { url: URL }, async () => {
        expect(await tabs.list({ clientId: 'clt_1' })).toEqual([]);
      });
    });

    it('lends the tab of the session when no url is given', async () => {
      const { tabSessionId, tabId } = await open();
      await expect(tabs.withTab(request({ tabSessionId }), {}, (tab) => Promise.resolve(tab))).resolves.toEqual({
        tabId,
        tabSessionId,
        wasBehind: true,
      });
    });

    it('needs one of the two', async () => {
      expect(await rejection(tabs.withTab(request(), {}, () => Promise.resolve(0)))).toBe('missing_extraction_target');
    });
  });

  describe('waiting for a page to be readable', () => {
    const opened = async (): Promise<number> => {
      manually();
      return (await tabs.open(request(), { url: URL, waitUntil: 'none' })).tabId;
    };
    const settled = (tabId: number) => tabs.settled(tabId, abort.signal);

    it('does not wait for a page that has loaded', async () => {
      await expect(settled((await open()).tabId)).resolves.toBeUndefined();
    });

    it('waits for the navigation that is under way, then for its page to load', async () => {
      const tabId = await opened();
      const waiting = settled(tabId);
      await settle();
      browser.commit(tabId);
      await settle();
      browser.load(tabId, URL);
      await expect(waiting).resolves.toBeUndefined();
    });

    it('notices a page that had loaded before the browser could tell', async () => {
      const tabId = await opened();
      browser.commit(tabId);
      const waiting = settled(tabId);
      await settle();
      browser.tabs.get(tabId)!.status = 'complete';
      browser.parse(tabId);
      await expect(waiting).resolves.toBeUndefined();
    });

    it('does not wait for a viewer to arrive, which it never does', async () => {
      const tabId = await opened();
      const waiting = settled(tabId);
      await settle();
      browser.view(tabId);
      await expect(waiting).resolves.toBeUndefined();
    });

    it('does not wait for a document that has given way to a viewer', async () => {
      const tabId = await opened();
      browser.commit(tabId);
      const waiting = settled(tabId);
      await settle();
      browser.view(tabId);
      await expect(waiting).resolves.toBeUndefined();
    });

    it('does not wait for stragglers longer than two seconds after the page is parsed', async () => {
      const tabId = await opened();
      browser.commit(tabId);
      jest.useFakeTimers();
      const waiting = settled(tabId);
      await jest.advanceTimersByTimeAsync(0);
      browser.parse(tabId);
      await jest.advanceTimersByTimeAsync(2000);
      await expect(waiting).resolves.toBeUndefined();
      expect(jest.getTimerCount()).toBe(0);
      jest.useRealTimers();
    });

    it('says that the page never got ready when the time is over', async () => {
      const tabId = await opened();
      const waiting = rejection(settled(tabId));
      await settle();
      abort.abort(new OttoError('command_timed_out', { timeoutMs: 30 }));
      expect(await waiting).toBe('tab_url_not_ready');
    });

    it('fails when the page cannot be had', async () => {
      const tabId = await opened();
      const waiting = rejection(settled(tabId));
      await settle();
      browser.fail(tabId, 'net::ERR_CONNECTION_RESET');
      expect(await waiting).toBe('navigation_failed');
    });

    it('ends with its tab', async () => {
      const tabId = await opened();
      const waiting = rejection(settled(tabId));
      await settle();
      await browser.close(tabId);
      expect(await waiting).toBe('tab_session_closed');
    });

    it('says that the page crashed', async () => {
      browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId));
      const { tabId } = await open();
      browser.tabs.get(tabId)!.status = 'unloaded';
      expect(await rejection(settled(tabId))).toBe('page_crashed');
    });

    it('refuses pages that are closed to extensions', async () => {
      browser.onOrder = (tabId) => queueMicrotask(() => browser.load(tabId, 'https://chromewebstore.google.com/x'));
      expect(await rejection(settled((await open()).tabId))).toBe('restricted_page');
    });
  });

  describe('after the worker was ended', () => {
    const restarted = async (): Promise<ManagedTabs> => {
      const next = await ManagedTabs.restore({ browser, debuggers, store });
      await next.reconcile();
      return next;
    };

    it('knows its tabs, their owners and the group again', async () => {
      const [own, kept] = [await open(), await open('clt_1', true)];
      const next = await restarted();
      await expect(next.resolve(own)).resolves.toEqual({ tabId: own.tabId, tabSessionId: own.tabSessionId });
      expect(await next.closeOwned('clt_1')).toEqual({ closedCount: 1, missingCount: 0, totalOwnedSessions: 2 });
      expect([...browser.tabs.keys()]).toEqual([kept.tabId]);
    });

    it('knows which sessions have ended, and ends those whose tab was closed meanwhile', async () => {
      const [before, meanwhile] = [await open(), await open()];
      await tabs.close(request(before));
      await browser.close(meanwhile.tabId);
      const next = await restarted();
      expect(await rejection(next.resolve(before))).toBe('tab_session_closed');
      expect(await rejection(next.resolve(meanwhile))).toBe('tab_session_closed');
    });

    it('closes the tabs of commands that died with it', async () => {
      manually();
      void open().catch(() => undefined);
      await settle();
      expect(browser.tabs.size).toBe(1);
      await restarted();
      expect(browser.tabs.size).toBe(0);
    });
  });
});
