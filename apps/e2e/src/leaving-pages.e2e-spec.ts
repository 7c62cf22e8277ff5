import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import { NodeWorld } from '../support/node-world';
import { ARTICLE, type Page } from '../support/site';

const MARKDOWN = 'primitive.dom.extract_markdown';
const NAVIGATE = 'primitive.tab.navigate';
const CLOSE = 'primitive.tab.close';

let asked: (value?: unknown) => void;
/** Resolves when the page that never answers has been asked for. */
const silentIsAsked = new Promise((resolve) => (asked = resolve));

const PAGES: Readonly<Record<string, Page>> = {
  '/article': ARTICLE,
  '/stay': `${ARTICLE}<script>onbeforeunload = (event) => { event.preventDefault(); event.returnValue = 'Stay!' }</script>`,
  '/stay-listener': `${ARTICLE}<script>addEventListener('beforeunload', (event) => event.preventDefault(), true)</script>`,
  '/stay-returned': `${ARTICLE}<script>onbeforeunload = () => 'Stay!'</script>`,
  '/stay-frame': `${ARTICLE}<iframe src="/stay"></iframe>`,
  '/silent': () => asked(),
};

describe('a page that a command leaves', () => {
  let world: NodeWorld;
  beforeAll(async () => {
    world = await NodeWorld.create(PAGES);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  afterEach(async () => {
    expect(world.controller.endedTwice).toEqual([]);
    expect(await world.frontChanges()).toEqual([]);
  });

  const markdown = async (tab: string): Promise<string> =>
    (await world.controller.data<{ content: string }>(MARKDOWN, {}, { tab, timeoutMs: 5_000 })).content;

  describe('and that asks its user whether it may be left', () => {
    /** A tab with such a page; only one that its user has touched may ask. */
    const touched = async (query: string, path = '/stay'): Promise<string> => {
      const tab = await world.open(`${path}?${query}`);
      const where = new RegExp(`\\?${query}$`);
      await world.eye.evaluate(where, 'document.body.click()', { userGesture: true });
      expect(await world.eye.evaluate(where, 'navigator.userActivation.hasBeenActive')).toBe(true);
      return tab;
    };
    const isDebugged = (path: string): Promise<boolean> =>
      world.eye.inWorker(`chrome.debugger.getTargets()
        .then((all) => all.some(({ attached, url }) => attached && url === ${JSON.stringify(world.url(path))}))`);

    it('is left, since the command has said so', async () => {
      const { controller } = world;
      const tab = await touched('leave');
      const call = { tab, timeoutMs: 10_000 };
      expect(await controller.data(NAVIGATE, { url: world.url('/article?left') }, call)).toMatchObject({
        url: world.url('/article?left'),
      });
      await eventually(
        () => isDebugged('/article?left'),
        (still) => !still,
        10_000,
      );
      expect(await markdown(tab)).toContain('# Tides of the estuary');
      await controller.data(CLOSE, {}, { tab });
    });

    it('is closed', async () => {
      const { controller, eye } = world;
      const tab = await touched('close');
      await controller.data(CLOSE, {}, { tab, timeoutMs: 10_000 });
      expect(await eye.find(/\?close$/)).toBeUndefined();
    });

    it.each(['/stay-listener', '/stay-returned', '/stay-frame'])('is left when it asks as %s does', async (path) => {
      const { controller } = world;
      const tab = await touched('other', path);
      await controller.data(NAVIGATE, { url: world.url('/article?other') }, { tab, timeoutMs: 10_000 });
      await controller.data(CLOSE, {}, { tab });
    });

    it('is left although it is too busy to say whether it will ask', async () => {
      const { controller, eye } = world;
      const tab = await touched('busy');
      const busy = 'void setTimeout(() => { const end = Date.now() + 1_000; while (Date.now() < end); })';
      await eye.evaluate(/\?busy$/, busy);
      await controller.data(NAVIGATE, { url: world.url('/article?after') }, { tab, timeoutMs: 20_000 });
      await controller.data(CLOSE, {}, { tab });
    });
  });

  it('stays, and can be read, when the way to another one is called off', async () => {
    const { controller } = world;
    const tab = await world.open('/article?stays');
    const requestId = randomUUID();
    const going = controller.run(NAVIGATE, { url: world.url('/silent') }, { tab, requestId });
    await silentIsAsked;
    controller.cancel(requestId);
    expect(await going).toMatchObject({ code: 'command_cancelled', outcome: 'cancelled' });
    expect(await markdown(tab)).toContain('# Tides of the estuary');
    await controller.data(CLOSE, {}, { tab });
  });
});
