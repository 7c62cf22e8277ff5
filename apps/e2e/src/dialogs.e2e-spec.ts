import { eventually } from '../support/eventually';
import { NodeWorld } from '../support/node-world';
import { ARTICLE, type Page } from '../support/site';
import type { End } from '../support/witness';

const TEXT = 'primitive.dom.extract_text';
const MARKDOWN = 'primitive.dom.extract_markdown';
const NAVIGATE = 'primitive.tab.navigate';
const CLOSE = 'primitive.tab.close';
const SHOT = 'primitive.page.screenshot';

/** How a command ends whose page does not answer. */
const IN_VAIN = /^(?:command_timed_out|tab_url_not_ready)$/;

let answerScript: () => void;
let scriptIsAsked: () => void;

const PAGES: Readonly<Record<string, Page>> = {
  '/article': ARTICLE,
  // Its text may yet come, so reading it takes a second.
  '/blank': '<title>blank</title><script>let later</script>',
  '/asks-confirm': `<!doctype html><script src="/script?confirm"></script>${ARTICLE}`,
  '/asks-prompt': `<!doctype html><script src="/script?prompt"></script>${ARTICLE}`,
  // Waits until the page is watched, and asks before the page has a body.
  '/script': ({ url = '' }, response) => {
    answerScript = () =>
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(`${url.split('?')[1]}('Sure?')`);
    scriptIsAsked();
  },
};

describe.each(['confirm', 'prompt'])('a page that asks its user something with %s()', (dialog) => {
  let world: NodeWorld;
  beforeAll(async () => {
    world = await NodeWorld.create(PAGES);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  afterEach(async () => {
    expect(world.controller.endedTwice).toEqual([]);
    expect(await world.frontChanges()).toEqual([]);
  });

  const asking = new RegExp(`/asks-${dialog}$`);

  /** Without an interested DevTools client, a browser without a window answers dialogs by itself. */
  const watch = async (where: RegExp): Promise<string> => {
    const session = await world.eye.attach(where);
    await world.eye.send('Page.enable', {}, session);
    return session;
  };
  /** Resolves when the dialog is there that `doing` brings up. */
  const dialogOf = async (doing: () => unknown): Promise<void> => {
    const opening = world.eye.heard('Page.javascriptDialogOpening');
    await doing();
    await opening;
  };
  const ask = (session: string): Promise<void> =>
    dialogOf(() =>
      world.eye.send('Runtime.evaluate', { expression: `void setTimeout(() => ${dialog}('Sure?'))` }, session),
    );
  const answer = (session: string, accept: boolean): Promise<unknown> =>
    world.eye.send('Page.handleJavaScriptDialog', { accept, promptText: 'Yes, sure' }, session);
  /** Resolves when the page that loads shows its dialog, with the session that watches it. */
  const untilItAsks = async (): Promise<string> => {
    await new Promise<void>((resolve) => (scriptIsAsked = resolve));
    const session = await watch(asking);
    await dialogOf(() => answerScript());
    return session;
  };
  const run = (action: Parameters<typeof world.controller.run>[0], tab: string, payload = {}): Promise<End> =>
    world.controller.run(action, payload, { tab, timeoutMs: 2_000 });
  const readsElsewhere = async (): Promise<void> =>
    expect(await world.controller.code(MARKDOWN, { url: world.url('/article') }, { timeoutMs: 5_000 })).toBe('ok');

  it.each([true, false])('while it is read, can be read again when the answer is %s', async (accept) => {
    const tab = await world.open('/blank');
    const session = await watch(/\/blank$/);
    const reading = run(TEXT, tab);
    await ask(session);
    expect((await reading).code).toMatch(IN_VAIN);
    await readsElsewhere();
    for (const action of [MARKDOWN, SHOT] as const) expect((await run(action, tab)).code).toMatch(IN_VAIN);
    await answer(session, accept);
    expect((await run(TEXT, tab)).code).toBe('ok');
    await run(CLOSE, tab);
  });

  it('while a tab goes there, can be read once that is answered', async () => {
    const { controller } = world;
    const tab = await world.open('/article');
    const loading = run(NAVIGATE, tab, { url: world.url(`/asks-${dialog}`), waitUntil: 'load' });
    const session = await untilItAsks();
    expect((await loading).code).toMatch(IN_VAIN);
    await readsElsewhere();
    await answer(session, true);
    expect(await controller.data(TEXT, { selector: 'h1' }, { tab })).toMatchObject({ text: 'Tides of the estuary' });
    await run(CLOSE, tab);
  });

  it('while it is read by its address, leaves no tab behind', async () => {
    const { controller, eye } = world;
    const reading = controller.run(MARKDOWN, { url: world.url(`/asks-${dialog}`) }, { timeoutMs: 2_000 });
    await untilItAsks();
    expect((await reading).code).toMatch(IN_VAIN);
    await readsElsewhere();
    await eventually(
      () => eye.find(asking),
      (left) => left === undefined,
      10_000,
    );
  });

  it('is left and closed without an answer', async () => {
    const tab = await world.open('/blank');
    await ask(await watch(/\/blank$/));
    expect((await run(NAVIGATE, tab, { url: world.url('/article?left') })).code).toBe('ok');
    expect((await run(MARKDOWN, tab)).code).toBe('ok');
    await ask(await watch(/\?left$/));
    expect((await run(CLOSE, tab)).code).toBe('ok');
    expect(await world.eye.find(/\?left$/)).toBeUndefined();
  });
});
