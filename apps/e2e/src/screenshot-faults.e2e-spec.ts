import type { TabOpenData } from '@otto/protocol';
import { BrokenBrowser } from '../support/broken-browser';
import { eventually } from '../support/eventually';
import { NodeWorld } from '../support/node-world';
import { ARTICLE } from '../support/site';

const SHOT = 'primitive.page.screenshot';
const OPEN = 'primitive.tab.open';

describe('a picture that cannot be taken', () => {
  let world: NodeWorld;
  let browser: BrokenBrowser;
  let tab: string;
  let tabId: number;

  beforeAll(async () => {
    world = await NodeWorld.create({ '/': ARTICLE });
    browser = new BrokenBrowser(world.eye);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  const open = async (path: string): Promise<void> => {
    const payload = { url: world.url(path), waitUntil: 'load' };
    ({ tabSessionId: tab, tabId } = await world.controller.data<TabOpenData>(OPEN, payload));
  };
  const shoot = (): Promise<string> => world.controller.code(SHOT, {}, { tab });
  /** Whether the extension, and not only the eye, is attached to the tab. */
  const isDebugged = (): Promise<boolean> =>
    world.eye.inWorker(
      `chrome.debugger.sendCommand({ tabId: ${tabId} }, 'Target.getTargetInfo').then(() => true, () => false)`,
    );

  /** The tab's own address: one that is closing may still be found for a moment. */
  let own: RegExp;
  let count = 0;
  beforeEach(async () => {
    own = new RegExp(`\\?${++count}$`);
    await open(`/?${count}`);
  });
  afterEach(async () => {
    await world.controller.code('primitive.tab.close', {}, { tab });
    expect(world.controller.endedTwice).toEqual([]);
    await open('/');
    expect(await shoot()).toBe('ok');
    await world.controller.data('primitive.tab.close', {}, { tab });
  });

  it('because something else of the extension is attached to the tab', async () => {
    await world.eye.inWorker(`chrome.debugger.attach({ tabId: ${tabId} }, '1.3')`);
    expect(await shoot()).toBe('screenshot_debugger_conflict');
    await world.eye.inWorker(`chrome.debugger.detach({ tabId: ${tabId} })`);
    expect(await shoot()).toBe('ok');
  });

  describe('because the page is too busy to be drawn, and meanwhile', () => {
    let shot: Promise<string>;
    let session: string;
    beforeEach(async () => {
      session = await world.eye.attach(own);
      await world.eye.send('Runtime.evaluate', { expression: 'void setTimeout(() => { for (;;); })' }, session);
      shot = shoot();
      await eventually(isDebugged, (is) => is, 10_000);
    });

    it('the debugger is taken away', async () => {
      await world.eye.inWorker(`chrome.debugger.detach({ tabId: ${tabId} })`);
      expect(await shot).toBe('screenshot_capture_failed');
    });

    it('it crashes', async () => {
      // What is asked of a process that crashes is answered late, or never.
      void world.eye.send('Page.crash', {}, session).catch(() => undefined);
      expect(await shot).toBe('page_crashed');
    });

    it('its tab is closed', async () => {
      await world.eye.shut(own);
      expect(await shot).toBe('tab_session_closed');
    });
  });

  it.each([
    ['Cannot access a chrome-extension:// URL of different extension', 'screenshot_debugger_permission_denied'],
    ['The target is not ready', 'screenshot_debugger_attach_failed'],
  ])('because the browser attaches no debugger: %s', async (words, code) => {
    await browser.fail('chrome.debugger.attach', words);
    expect(await shoot()).toBe(code);
    await browser.mend();
  });

  it('because an administrator has taken the debugger away', async () => {
    await browser.takeAway('chrome.debugger');
    expect(await shoot()).toBe('screenshot_debugger_unavailable');
    await browser.mend();
  });
});
