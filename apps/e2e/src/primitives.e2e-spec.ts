import { ACTIONS, type ActionName } from '@otto/protocol';
import { NodeWorld } from '../support/node-world';
import { ARTICLE, NEVER_LOADS, type Page } from '../support/site';

const PARTS = `<!doctype html><title>Parts</title><body class="page">
<!-- note --><script>window.x = 1</script><style>p { color: red }</style>
<p id="seen" class="text" data-kind="a" aria-label="Seen" role="note" onclick="x()" style="top:0">Seen <a href="/there">there</a></p>
<p hidden>Hidden</p>
<x-card><template shadowrootmode="open"><p id="deep">Deep</p></template></x-card></body>`;
const FORUM = `<!doctype html><title>Empty</title><body><nav><a href="/">Home</a></nav></body>`;
const EMPTY_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
const PDF: Page = (_request, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(EMPTY_PDF);
const MOVED: Page = (_request, response) => response.writeHead(302, { location: '/article' }).end();
const NOTHING: Page = (_request, response) => response.writeHead(204).end();

const PAGES: Readonly<Record<string, Page>> = {
  '/article': ARTICLE,
  '/parts': PARTS,
  '/empty': FORUM,
  '/pdf': PDF,
  '/moved': MOVED,
  '/nothing': NOTHING,
  '/never': NEVER_LOADS,
};

/** One command: what is asked, and what has to come of it. Paths stand for addresses of the site. */
interface Case {
  readonly does: string;
  readonly action: ActionName;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** The page that is open in its tab; without one, it names no tab. */
  readonly on?: string;
  /** A tab session that is none of the open ones. */
  readonly tab?: string;
  readonly timeoutMs?: number;
  readonly data?: unknown;
  readonly fails?: unknown;
}

const open = (does: string, payload: object, end: Partial<Case>): Case => ({
  ...{ does, action: 'primitive.tab.open', payload: { ...payload } },
  ...end,
});
const on = (path: string, action: ActionName, does: string, payload: object, end: Partial<Case>): Case => ({
  ...{ does, action, on: path, payload: { ...payload } },
  ...end,
});
const text = expect.any(String) as unknown;
const FAILURE = expect.not.stringMatching(/^ok$/) as unknown;
/** Node and relay both watch the clock; the node, which knows more, is a little earlier unless the machine is very busy. */
const LATE = expect.stringMatching(/^(?:tab_url_not_ready|command_timed_out)$/) as unknown;

const TEXT = 'primitive.dom.extract_text';
const HTML = 'primitive.dom.extract_html';
const CLEAN = 'primitive.dom.extract_clean_html';
const DISTILLED = 'primitive.dom.extract_distilled_html';
const MARKDOWN = 'primitive.dom.extract_markdown';
const NAVIGATE = 'primitive.tab.navigate';
const SHOT = 'primitive.page.screenshot';

const TABS: readonly Case[] = [
  open('none', { url: '/never', waitUntil: 'none' }, { data: { url: '/never', tabId: expect.any(Number) } }),
  open('commit, after redirections', { url: '/moved', waitUntil: 'commit' }, { data: { url: '/article' } }),
  open('load', { url: '/article', waitUntil: 'load' }, { data: { url: '/article' } }),
  open('retain', { url: 'about:blank', retain: true }, { data: { url: 'about:blank' } }),
  open('no url', { url: 'here' }, { fails: 'invalid_url' }),
  open('a file', { url: 'file:///etc/passwd' }, { fails: 'invalid_url_scheme' }),
  open('wrong waitUntil', { url: '/article', waitUntil: 'soon' }, { fails: 'invalid_payload' }),
  open('nobody there', { url: 'http://127.0.0.1:1/' }, { fails: 'navigation_failed' }),
  open('an answer without a page', { url: '/nothing' }, { fails: 'navigation_failed' }),
  open('never', { url: '/never' }, { timeoutMs: 1_500, fails: LATE }),
  on('/parts', NAVIGATE, 'commit', { url: '/moved' }, { data: { url: '/article', tabSessionId: text } }),
  on('/parts', NAVIGATE, 'load', { url: '/article', waitUntil: 'load' }, { data: { url: '/article' } }),
  on('/parts', NAVIGATE, 'none', { url: '/never', waitUntil: 'none' }, { data: { url: '/never' } }),
  on('/parts', NAVIGATE, 'a script', { url: 'javascript:alert(1)' }, { fails: 'invalid_url_scheme' }),
  on('/parts', NAVIGATE, 'never', { url: '/never' }, { timeoutMs: 1_500, fails: LATE }),
  { does: 'no tab', action: NAVIGATE, payload: { url: '/parts' }, fails: 'missing_tab_session' },
  { does: 'unknown tab', action: NAVIGATE, payload: { url: '/parts' }, tab: 'ts_none', fails: 'unknown_tab_session' },
  on('/parts', 'primitive.tab.close', 'closes', {}, { data: { closed: true, tabSessionId: text } }),
  { does: 'unknown tab', action: 'primitive.tab.close', tab: 'ts_none', fails: 'unknown_tab_session' },
  { does: 'lists', action: 'primitive.tab.query', data: { tabs: expect.any(Array), tabSessions: expect.any(Object) } },
  {
    does: 'is for the relay alone',
    action: 'primitive.tab.close_owned',
    payload: { controllerClientId: 'clt_x' },
    fails: 'forbidden_action',
  },
];

const READING: readonly Case[] = [
  on('/parts', TEXT, 'body', {}, { data: { selector: 'body', text: expect.stringMatching(/^Seen there\s+Deep$/) } }),
  on('/parts', TEXT, 'selector', { selector: '#seen' }, { data: { selector: '#seen', text: 'Seen there' } }),
  on('/parts', TEXT, 'into a shadow root', { selector: '#deep' }, { data: { text: 'Deep' } }),
  on('/parts', TEXT, 'maxChars', { maxChars: 4 }, { data: { text: 'Seen' } }),
  on('/parts', TEXT, 'nothing there', { selector: '#no' }, { fails: 'selector_not_found' }),
  on('/parts', TEXT, 'no selector', { selector: '>>' }, { fails: 'selector_not_found' }),
  on('/parts', TEXT, 'wrong maxChars', { maxChars: 0 }, { fails: 'invalid_payload' }),
  on('/pdf', TEXT, 'a PDF', {}, { fails: 'restricted_page' }),
  { does: 'no tab', action: TEXT, fails: 'missing_tab_session' },
  on('/parts', HTML, 'as it is', {}, { data: { extractionMode: 'raw_html', title: 'Parts', sourceUrl: '/parts' } }),
  on('/parts', HTML, 'selector', { selector: 'script' }, { data: { content: '<script>window.x = 1</script>' } }),
  on('/parts', HTML, 'maxChars', { maxChars: 15 }, { data: { content: '<!DOCTYPE html>' } }),
  {
    does: 'url',
    action: HTML,
    payload: { url: '/parts', selector: 'title' },
    data: { content: '<title>Parts</title>' },
  },
  { does: 'no target', action: HTML, fails: 'missing_extraction_target' },
  { does: 'wrong url', action: HTML, payload: { url: 'ftp://x/' }, fails: 'invalid_url_scheme' },
  on(
    '/parts',
    CLEAN,
    'for selectors',
    { selector: '#seen' },
    {
      data: {
        extractionMode: 'clean_html',
        content:
          '<p id="seen" class="text" data-kind="a" aria-label="Seen" role="note">Seen <a href="/there">there</a></p>',
      },
    },
  ),
  on(
    '/parts',
    CLEAN,
    'shadow roots flattened',
    { selector: 'x-card' },
    {
      data: { content: '<x-card><p id="deep">Deep</p></x-card>' },
    },
  ),
  { does: 'url', action: CLEAN, payload: { url: '/parts', maxChars: 5 }, data: { content: '<body' } },
  { does: 'no target', action: CLEAN, fails: 'missing_extraction_target' },
];

const ARTICLES: readonly Case[] = ([DISTILLED, MARKDOWN] as const).flatMap((action): Case[] => [
  on(
    '/article',
    action,
    'readability',
    { mode: 'readability' },
    {
      data: {
        fallbackUsed: false,
        mode: 'readability',
        title: 'Tides of the estuary',
        contentLength: expect.any(Number),
      },
    },
  ),
  on('/article', action, 'dom-distiller falls back', { mode: 'dom-distiller' }, { data: { fallbackUsed: true } }),
  on(
    '/article',
    action,
    'dom-distiller alone',
    { mode: 'dom-distiller', fallbackToReadability: false },
    {
      fails: 'distiller_unavailable',
    },
  ),
  on('/article', action, 'wrong mode', { mode: 'magic' }, { fails: 'invalid_payload' }),
  on('/article', action, 'maxChars', { maxChars: 3 }, { data: { content: expect.stringMatching(/^.{3}$/s) } }),
  on('/empty', action, 'nothing to read', {}, { fails: 'readability_failed' }),
  { does: 'url', action, payload: { url: '/article' }, data: { sourceUrl: '/article' } },
  { does: 'no target', action, fails: 'missing_extraction_target' },
]);

const PICTURES: readonly Case[] = [
  on('/parts', SHOT, 'viewport', {}, { data: { mode: 'viewport', format: 'png', quality: null, contentBase64: text } }),
  on('/parts', SHOT, 'the whole page', { mode: 'full_page', format: 'jpeg', quality: 50 }, { data: { quality: 50 } }),
  { does: 'url', action: SHOT, payload: { url: '/parts' }, data: { sourceUrl: '/parts' } },
  on('/parts', SHOT, 'wrong mode', { mode: 'wide' }, { fails: 'invalid_screenshot_mode' }),
  on('/parts', SHOT, 'wrong format', { format: 'gif' }, { fails: 'invalid_screenshot_format' }),
  on('/parts', SHOT, 'wrong quality', { format: 'jpeg', quality: 0 }, { fails: 'invalid_screenshot_quality' }),
  { does: 'no target', action: SHOT, fails: 'missing_extraction_target' },
];

const REST: readonly Case[] = [
  { does: 'lists', action: 'command.list', data: { commands: expect.any(Array) } },
  on('/parts', 'command.run', 'unknown site', { site: 'no.test', command: 'x' }, { fails: 'unknown_site' }),
  on('/parts', 'command.test', 'unknown site', { site: 'no.test', command: 'x' }, { fails: 'unknown_site' }),
  on('/parts', 'command.reddit_feed', 'a page of another site', {}, { fails: FAILURE }),
  {
    does: 'an unknown listener',
    action: 'listener.subscribe',
    payload: { listener: 'nothing.there' },
    fails: FAILURE,
  },
  {
    does: 'of nobody',
    action: 'listener.unsubscribe',
    payload: { targetRequestId: 'none' },
    fails: FAILURE,
  },
];

const CASES = [...TABS, ...READING, ...ARTICLES, ...PICTURES, ...REST];

describe('every action, with its options and errors', () => {
  let world: NodeWorld;
  beforeAll(async () => {
    world = await NodeWorld.create(PAGES);
    await world.eye.inWorker(WATCH_FRONT);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  /** Replaces paths by addresses, wherever they stand for one. */
  const addressed = (value: unknown): unknown => {
    if (typeof value === 'string' && PAGES[value] !== undefined) return world.url(value);
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, addressed(inner)]));
  };

  it.each(CASES.map((one) => [one.action, one.does, one] as const))('%s: %s', async (action, _does, one) => {
    const { controller } = world;
    const tab = one.on === undefined ? one.tab : await world.open(one.on);
    const { code, data } = await controller.run(action, addressed(one.payload ?? {}) as object, {
      tab,
      timeoutMs: one.timeoutMs ?? 20_000,
    });
    expect(code).toEqual(one.fails ?? 'ok');
    if (one.data !== undefined) expect(data).toMatchObject(addressed(one.data) as object);
    if (one.on !== undefined) await controller.run('primitive.tab.close', {}, { tab });
  });

  it('is among these', () => {
    expect(new Set(CASES.map(({ action }) => action))).toEqual(new Set(Object.keys(ACTIONS)));
  });

  it('has brought nothing to the front, and was ended once', async () => {
    expect(await world.eye.inWorker('globalThis.ottoFrontChanges')).toEqual([]);
    expect(world.controller.endedTwice).toEqual([]);
  });
});

/** Keeps a note, for the life of the worker, of each tab and window that came to the front. */
const WATCH_FRONT = `{
  globalThis.ottoFrontChanges = [];
  chrome.tabs.onActivated.addListener((tab) => globalThis.ottoFrontChanges.push(tab));
  chrome.windows.onFocusChanged.addListener((window) => globalThis.ottoFrontChanges.push(window));
}`;
