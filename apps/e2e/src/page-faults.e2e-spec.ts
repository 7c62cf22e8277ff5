import { NodeWorld } from '../support/node-world';
import { ARTICLE, NEVER_LOADS, type Page } from '../support/site';

const TEXT = 'primitive.dom.extract_text';
const MARKDOWN = 'primitive.dom.extract_markdown';
const NAVIGATE = 'primitive.tab.navigate';
const CLOSE = 'primitive.tab.close';
const SHOT = 'primitive.page.screenshot';

const withPolicy =
  (policy: string): Page =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(ARTICLE);

/** As much as a very long log that somebody put into one page: 20 MB in 20 000 paragraphs. */
const HUGE = `<!doctype html><title>huge</title><main>${`<p>${'Line after line of a log. '.repeat(40)}</p>`.repeat(20_000)}</main>`;

const PAGES: Readonly<Record<string, Page>> = {
  '/article': ARTICLE,
  '/never': NEVER_LOADS,
  '/restless': '<p>Never here for long</p><script>onload = () => setTimeout(() => location.reload(), 30)</script>',
  '/away': "<p>Going</p><script>onload = () => setTimeout(() => location.replace('/article'), 50)</script>",
  '/alert': `${ARTICLE}<script>onload = () => setTimeout(() => alert('Look!'), 50)</script>`,
  // Its text may yet come, so reading it takes a second.
  '/blank': '<title>blank</title><script>let later</script>',
  '/busy': '<p>Busy</p><script>onload = () => setTimeout(() => { for (;;); })</script>',
  '/strict': withPolicy("default-src 'none'; require-trusted-types-for 'script'"),
  '/sandboxed': withPolicy('sandbox'),
  '/huge': HUGE,
};

describe('whatever a page does, a command ends in time and the next one works', () => {
  let world: NodeWorld;
  beforeAll(async () => {
    world = await NodeWorld.create(PAGES);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  afterEach(async () => {
    // Another page, and whatever is left of the same tab.
    expect(await world.controller.code(MARKDOWN, { url: world.url('/article') })).toBe('ok');
    expect(world.controller.endedTwice).toEqual([]);
    expect(await world.frontChanges()).toEqual([]);
  });

  const markdown = async (payload: object, tab?: string): Promise<string> =>
    (await world.controller.data<{ content: string }>(MARKDOWN, payload, { tab })).content;

  it('its tab is closed by the user', async () => {
    const { controller, eye } = world;
    const tab = await world.open('/article?closed');
    const going = controller.code(NAVIGATE, { url: world.url('/never') }, { tab });
    await eye.shut(/\?closed$/);
    expect(await going).toBe('tab_session_closed');
    expect(await controller.code(TEXT, {}, { tab })).toBe('tab_session_closed');
  });

  it('it goes elsewhere while it is read', async () => {
    expect(await markdown({ url: world.url('/away') })).toContain('# Tides of the estuary');
    const { code } = await world.controller.run(MARKDOWN, { url: world.url('/restless') }, { timeoutMs: 3_000 });
    expect(['ok', 'navigation_failed', 'tab_url_not_ready', 'readability_failed']).toContain(code);
  });

  it('it crashes, and lives again at another address', async () => {
    const { controller, eye } = world;
    const tab = await world.open('/article?crash');
    await eye.crash(/\?crash$/);
    for (const action of [TEXT, MARKDOWN, SHOT] as const) {
      expect(await controller.code(action, {}, { tab })).toBe('page_crashed');
    }
    await controller.data(NAVIGATE, { url: world.url('/article'), waitUntil: 'load' }, { tab });
    expect(await markdown({}, tab)).toContain('# Tides of the estuary');
    await controller.data(CLOSE, {}, { tab });
  });

  it('it crashes while it is read', async () => {
    const { controller, eye } = world;
    const tab = await world.open('/blank');
    const reading = controller.code(TEXT, {}, { tab, timeoutMs: 10_000 });
    await eye.evaluate(/\/blank$/, 'document.title');
    await eye.crash(/\/blank$/);
    expect(await reading).toBe('page_crashed');
  });

  it('it shows an alert that somebody has to answer', async () => {
    const { controller, eye } = world;
    const tab = await world.open('/article?alert');
    // Without an interested DevTools client, a browser without a window answers dialogs by itself.
    const session = await eye.attach(/\?alert$/);
    await eye.send('Page.enable', {}, session);
    const opening = eye.heard('Page.javascriptDialogOpening');
    await controller.data(NAVIGATE, { url: world.url('/alert'), waitUntil: 'commit' }, { tab });
    await opening;
    const { code } = await controller.run(TEXT, {}, { tab, timeoutMs: 2_000 });
    expect(code).toMatch(/^(?:command_timed_out|tab_url_not_ready)$/);
    await eye.send('Page.handleJavaScriptDialog', { accept: true }, session);
    expect(await markdown({}, tab)).toContain('# Tides of the estuary');
    await controller.data(CLOSE, {}, { tab });
  });

  it('it blocks its main thread', async () => {
    const { controller } = world;
    const tab = await world.open('/busy');
    for (const action of [TEXT, SHOT] as const) {
      expect(await controller.code(action, {}, { tab, timeoutMs: 1_500 })).toMatch(
        /^(?:command_timed_out|tab_url_not_ready)$/,
      );
    }
    expect(await controller.code(CLOSE, {}, { tab })).toBe('ok');
  });

  it.each(['/strict', '/sandboxed'])('it has a strict content security policy: %s', async (path) => {
    const { controller } = world;
    const tab = await world.open(path);
    expect(await markdown({}, tab)).toContain('# Tides of the estuary');
    expect(await controller.data(TEXT, { selector: 'h1' }, { tab })).toMatchObject({ text: 'Tides of the estuary' });
    expect(await controller.code('primitive.dom.extract_clean_html', {}, { tab })).toBe('ok');
    expect(await controller.code(SHOT, {}, { tab })).toBe('ok');
    await controller.data(CLOSE, {}, { tab });
  });

  it('somebody has DevTools open on it', async () => {
    const { controller, eye } = world;
    const tab = await world.open('/article?devtools');
    const session = await eye.attach(/\?devtools$/);
    for (const domain of ['Page', 'Runtime', 'Network', 'DOM']) await eye.send(`${domain}.enable`, {}, session);
    expect(await markdown({}, tab)).toContain('# Tides of the estuary');
    for (const payload of [{}, { mode: 'full_page' }]) expect(await controller.code(SHOT, payload, { tab })).toBe('ok');
    await controller.data(NAVIGATE, { url: world.url('/article?on') }, { tab });
    await controller.data(CLOSE, {}, { tab });
  });

  it('there are fifty of it at once', async () => {
    const { controller } = world;
    const reads = Array.from({ length: 50 }, (_, n) =>
      controller.code(MARKDOWN, { url: world.url(`/article?${n}`) }, { timeoutMs: 100_000 }),
    );
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['ok']));
    const left = await world.eye.inWorker<number>('chrome.tabs.query({}).then(({ length }) => length)');
    expect(left).toBeLessThan(10);
  }, 120_000);

  it('it is 20 MB large', async () => {
    const { controller } = world;
    const call = { timeoutMs: 60_000 };
    const tab = (
      await controller.data<{ tabSessionId: string }>('primitive.tab.open', { url: world.url('/huge') }, call)
    ).tabSessionId;
    const text = await controller.data<{ text: string }>(TEXT, { maxChars: 1_000 }, { ...call, tab });
    expect(text.text).toHaveLength(1_000);
    expect(await controller.code('primitive.dom.extract_html', {}, { ...call, tab })).toBe('result_too_large');
    expect(await controller.code(MARKDOWN, { maxChars: 100_000 }, { ...call, tab })).toBe('ok');
    await controller.data(CLOSE, {}, { ...call, tab });
  }, 180_000);
});
