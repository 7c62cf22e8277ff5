import type { ActionName } from '@otto/protocol';
import { BrokenBrowser } from '../support/broken-browser';
import { NodeWorld } from '../support/node-world';
import { ARTICLE } from '../support/site';

const OPEN = 'primitive.tab.open';
const TEXT = 'primitive.dom.extract_text';
const MARKDOWN = 'primitive.dom.extract_markdown';
const DISTILLED = 'primitive.dom.extract_distilled_html';
const CLEAN = 'primitive.dom.extract_clean_html';
const SUBSCRIBE = 'listener.subscribe';

/** What the browser says, in its own words where it has some, and with what a command ends then. */
const FAULTS: readonly [string, string, ActionName, string][] = [
  ['chrome.tabs.create', 'Tabs cannot be edited right now (user may be dragging a tab).', OPEN, 'tab_create_failed'],
  ['chrome.scripting.executeScript', 'Something is quite wrong', TEXT, 'internal_error'],
  [
    'chrome.debugger.attach',
    'Cannot access a chrome-extension:// URL',
    SUBSCRIBE,
    'listener_debugger_permission_denied',
  ],
  [
    'chrome.debugger.attach',
    'Another debugger is already attached to the tab with id: 7.',
    SUBSCRIBE,
    'listener_debugger_conflict',
  ],
  ['chrome.debugger.attach', 'The target is not ready', SUBSCRIBE, 'listener_debugger_attach_failed'],
  [
    'chrome.debugger.sendCommand',
    '{"code":-32603,"message":"Internal error"}',
    SUBSCRIBE,
    'listener_debugger_command_failed',
  ],
];

describe('whatever the browser refuses its extension, a command says so and the next one works', () => {
  let world: NodeWorld;
  let browser: BrokenBrowser;
  let tab: string;

  beforeAll(async () => {
    world = await NodeWorld.create({ '/': ARTICLE });
    browser = new BrokenBrowser(world.eye);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  beforeEach(async () => {
    tab = await world.open('/');
  });
  afterEach(async () => {
    await world.controller.data('primitive.tab.close', {}, { tab });
    expect(world.controller.endedTwice).toEqual([]);
  });

  const run = (action: ActionName): Promise<string> => {
    const { controller } = world;
    if (action === OPEN) return controller.code(action, { url: world.url('/') });
    if (action !== SUBSCRIBE) return controller.code(action, {}, { tab });
    const options = { tabSessionId: tab, site: '127.0.0.1' };
    return controller.code(action, { listener: 'network.http_intercept', options });
  };

  it.each(FAULTS)('%s: %s', async (path, words, action, code) => {
    await browser.fail(path, words);
    expect(await run(action)).toBe(code);
    await browser.mend();
    expect(await run(action)).toBe('ok');
  });

  it('chrome.debugger is not there', async () => {
    await browser.takeAway('chrome.debugger');
    expect(await run(SUBSCRIBE)).toBe('listener_debugger_unavailable');
    await browser.mend();
    expect(await run(SUBSCRIBE)).toBe('ok');
  });

  it.each<[string, Readonly<Partial<Record<ActionName, string>>>]>([
    [
      'Node.prototype.cloneNode',
      { [MARKDOWN]: 'distillation_failed', [DISTILLED]: 'distillation_failed', [CLEAN]: 'distillation_failed' },
    ],
    ['Element.prototype.prepend', { [MARKDOWN]: 'markdown_conversion_failed', [DISTILLED]: 'ok' }],
  ])('%s fails in a page', async (path, codes) => {
    const broken = world.url(`/?${path}`);
    const own = await world.controller.open(broken);
    await browser.failInPage(path, broken);
    for (const [action, code] of Object.entries(codes)) {
      expect([action, await world.controller.code(action as ActionName, {}, { tab: own })]).toEqual([action, code]);
    }
    await world.controller.data('primitive.tab.navigate', { url: world.url('/'), waitUntil: 'load' }, { tab: own });
    expect(await world.controller.code(MARKDOWN, {}, { tab: own })).toBe('ok');
  });

  it('and nothing has come to the front', async () => {
    expect(await world.frontChanges()).toEqual([]);
  });
});
