import { OttoError } from '@otto/protocol';
import { DebuggerSessions } from './debugger/debugger-sessions';
import { FakeDebugger } from './debugger/testing/fake-debugger';
import { GrantLimits } from './grant/grant-limits';
import { ManagedTabs } from './managed-tabs';
import type { TabRequest } from './tabs/tab-request';
import { FakeBrowser } from './testing/fake-browser';
import { MemoryStore } from './testing/memory-store';

const INSIDE = 'https://www.example.com/a';
const OUTSIDE = 'https://bank.test/account';

describe('ManagedTabs, for a client whose grant is narrowed to example.com', () => {
  let browser: FakeBrowser;
  let tabs: ManagedTabs;
  /** Where tabs arrive that are sent somewhere. */
  let redirect: (url: string) => string;

  beforeEach(async () => {
    browser = new FakeBrowser();
    redirect = (url) => url;
    browser.onOrder = (tabId, url) => queueMicrotask(() => browser.load(tabId, redirect(url)));
    tabs = await ManagedTabs.restore({
      browser,
      debuggers: new DebuggerSessions(new FakeDebugger()),
      store: new MemoryStore(),
    });
  });
  afterEach(() => expect(browser.listeners).toBe(0));

  const free = (changes: Partial<TabRequest> = {}): TabRequest => ({
    clientId: 'clt_1',
    signal: new AbortController().signal,
    ...changes,
  });
  const narrowed = (changes: Partial<TabRequest> = {}): TabRequest =>
    free({ grant: GrantLimits.read({ sites: ['example.com'] }), ...changes });
  /** A tab of that client, or of another one. */
  const tabAt = async (url: string, clientId = 'clt_1'): Promise<Partial<TabRequest> & { tabId: number }> => {
    const { tabId, tabSessionId } = await tabs.open(free({ clientId }), { url });
    return { tabId, tabSessionId };
  };
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing thrown',
      (error: unknown) => (error instanceof OttoError ? error.code : String(error)),
    );
  const found = (): Promise<string> => Promise.resolve('found');

  it('opens tabs on that site only, and asks no other site for anything', async () => {
    const asked: string[] = [];
    redirect = (url) => (asked.push(url), url);
    expect(await codeOf(tabs.open(narrowed(), { url: INSIDE }))).toBe('nothing thrown');
    expect(await codeOf(tabs.open(narrowed(), { url: OUTSIDE }))).toBe('grant_site_mismatch');
    expect(asked).toEqual([INSIDE]);
  });

  it('closes a tab again that was sent to another site', async () => {
    redirect = () => OUTSIDE;
    expect(await codeOf(tabs.open(narrowed(), { url: INSIDE }))).toBe('grant_site_mismatch');
    expect(browser.tabs.size).toBe(0);
  });

  it('leaves what is no address to the check of addresses', async () => {
    expect(await codeOf(tabs.open(narrowed(), { url: 'nowhere' }))).toBe('invalid_url');
  });

  it('sends tabs to that site only, and says when one was sent on', async () => {
    const tab = await tabAt(INSIDE);
    expect(await codeOf(tabs.navigate(narrowed(tab), { url: OUTSIDE }))).toBe('grant_site_mismatch');
    redirect = () => OUTSIDE;
    expect(await codeOf(tabs.navigate(narrowed(tab), { url: INSIDE }))).toBe('grant_site_mismatch');
  });

  it('lets nobody into a tab that shows another site', async () => {
    const tab = await tabAt(OUTSIDE);
    expect(await codeOf(tabs.resolve(narrowed(tab)))).toBe('grant_site_mismatch');
    expect(await codeOf(tabs.withTab(narrowed(tab), {}, found))).toBe('grant_site_mismatch');
    expect(await codeOf(tabs.withTab(free(tab), {}, found))).toBe('nothing thrown');
  });

  it('lends no temporary tab on another site, nor one that was sent there', async () => {
    let uses = 0;
    const use = (): Promise<number> => Promise.resolve(++uses);
    expect(await codeOf(tabs.withTab(narrowed(), { url: OUTSIDE }, use))).toBe('grant_site_mismatch');
    redirect = () => OUTSIDE;
    expect(await codeOf(tabs.withTab(narrowed(), { url: INSIDE }, use))).toBe('grant_site_mismatch');
    expect(uses).toBe(0);
    expect(browser.tabs.size).toBe(0);
  });

  it('hands out nothing from a page that was replaced by another site meanwhile, even when it came back', async () => {
    const tab = await tabAt(INSIDE);
    const away = tabs.withTab(narrowed(tab), {}, () => {
      browser.commit(tab.tabId, OUTSIDE);
      browser.load(tab.tabId, INSIDE);
      return found();
    });
    expect(await codeOf(away)).toBe('grant_site_mismatch');
    expect(await codeOf(tabs.withTab(narrowed(tab), {}, found))).toBe('nothing thrown');
  });

  it('waits for where a page is going before it lets anybody in', async () => {
    const tab = await tabAt(INSIDE);
    browser.onOrder = () => undefined;
    await browser.navigate(tab.tabId, OUTSIDE);
    const reading = codeOf(tabs.withTab(narrowed(tab), {}, found));
    browser.load(tab.tabId);
    expect(await reading).toBe('grant_site_mismatch');
  });

  it('may close its own tab, and send it back, wherever that is; not those of others', async () => {
    const [own, other] = [await tabAt(OUTSIDE), await tabAt(OUTSIDE, 'clt_2')];
    expect(await codeOf(tabs.navigate(narrowed(own), { url: INSIDE }))).toBe('nothing thrown');
    expect(await codeOf(tabs.navigate(narrowed(other), { url: INSIDE }))).toBe('grant_site_mismatch');
    expect(await codeOf(tabs.close(narrowed(other)))).toBe('grant_site_mismatch');
    expect(await codeOf(tabs.close(narrowed(await tabAt(OUTSIDE))))).toBe('nothing thrown');
  });

  it('tells of other sites only that the own tabs are there', async () => {
    const [inside, own] = [await tabAt(INSIDE, 'clt_2'), await tabAt(OUTSIDE)];
    await tabAt(OUTSIDE, 'clt_2');
    expect(await tabs.list(narrowed())).toEqual([
      expect.objectContaining({ tabSessionId: inside.tabSessionId, url: INSIDE, title: 'A page' }),
      expect.objectContaining({ tabSessionId: own.tabSessionId, url: '', title: '' }),
    ]);
  });
});
