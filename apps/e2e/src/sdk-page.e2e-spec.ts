import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BrowserEye } from '../support/browser-eye';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { ARTICLE, Site, type Page } from '../support/site';

const REPOSITORY = resolve(__dirname, '../../..');

/** A page that has the SDK, as it would get it from a package without a bundler, and nothing else. */
const APP = `<!doctype html><title>app</title><script type="module">
  import { OttoClient } from './browser.mjs';
  window.OttoClient = OttoClient;
</script>`;

/** What the page does with its client; it gets `relayUrl`, `tokens` and `articleUrl`. */
const PROGRAM = `async ({ relayUrl, tokens, articleUrl }) => {
  const renewed = [];
  const otto = new OttoClient({ relayUrl, tokens, onTokens: (pair) => void renewed.push(pair) });
  const [{ nodeId, granted }] = await otto.nodes.list();
  const follow = otto.logs.follow({ requestId: 'req_of_the_page' });
  await follow.started;
  const tab = await otto.tabs.open(nodeId, articleUrl, { requestId: 'req_of_the_page', waitUntil: 'load' });
  const types = [];
  for await (const { type } of follow) if (types.push(type) && type === 'command_ended') break;
  const { title, content } = await tab.extractMarkdown();
  const picture = await tab.screenshot();
  const subscription = await tab.listen({ site: '127.0.0.1' });
  await tab.navigate(articleUrl + '?again', { waitUntil: 'load' });
  const { value: update } = await subscription[Symbol.asyncIterator]().next();
  await subscription.unsubscribe();
  const lease = await tab.lock();
  await lease.release();
  await tab.close();
  const left = await otto.tabs.list(nodeId);
  const refused = await otto.commands.send('primitive.dom.extract_text', {}, { nodeId, tabSessionId: tab.tabSessionId })
    .catch(({ code, retryable, hint }) => ({ code, retryable, hint: hint.length > 0 }));
  let lines = 0;
  for await (const line of otto.logs.export({ requestId: 'req_of_the_page' })) lines += JSON.parse(line) ? 1 : 0;
  await otto.close();
  return { granted, types, title, isMarkdown: content.includes('## The table'), isPicture: picture.contentBase64.length > 1000,
    update: [update.updateType, update.data.url], left: left.length, refused, lines, state: otto.state, renewed };
}`;

describe('a page with the SDK', () => {
  let machine: Machine;
  let files: string;
  let app: Site;
  let stranger: Site;
  let eye: BrowserEye;
  let call: string;

  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'otto-sdk-'));
    await promisify(execFile)(process.execPath, ['tools/bundle-sdk.mjs', files], { cwd: REPOSITORY });
    const script = await readFile(join(files, 'browser.mjs'));
    const sdk: Page = (_request, response) => response.setHeader('content-type', 'text/javascript').end(script);
    const pages = { '/app': APP, '/browser.mjs': sdk, '/article': ARTICLE };
    [app, stranger] = await Promise.all([Site.serve(pages), Site.serve(pages)]);
    machine = await Machine.create();
    await machine.startRelay({ OTTO_ALLOWED_ORIGINS: app.url });
    const { profile } = await machine.startNode(['--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
    const { relayUrl, tokens } = JSON.parse(await machine.file('config.json')) as Record<string, unknown>;
    call = `(${PROGRAM})(${JSON.stringify({ relayUrl, tokens, articleUrl: `${app.url}/article` })})`;
  }, 120_000);

  afterAll(async () => {
    eye.close();
    await machine.remove();
    await Promise.all([app.close(), stranger.close()]);
    await rm(files, { recursive: true, force: true });
  }, 60_000);

  /** Opens the page of this site, beside the tabs that are Otto's, and has it evaluate an expression once it has the SDK. */
  async function inPage<T>({ url }: Site, expression: string): Promise<T> {
    const where = new RegExp(`^${url}/app$`);
    await eye.send('Target.createTarget', { url: `${url}/app` });
    const isReady = (): Promise<boolean> =>
      eye.evaluate<boolean>(where, `typeof OttoClient === 'function'`).catch(() => false);
    await eventually(isReady, (ready) => ready, 20_000);
    return eye.evaluate<T>(where, expression);
  }

  it('drives tabs, captures, follows the log: whatever a program in Node can do', async () => {
    expect(await inPage(app, call)).toEqual({
      granted: true,
      types: expect.arrayContaining(['command_ended']) as string[],
      title: 'Tides of the estuary',
      isMarkdown: true,
      isPicture: true,
      update: ['network.response', `${app.url}/article?again`],
      left: 0,
      refused: { code: 'tab_session_closed', retryable: false, hint: true },
      lines: expect.any(Number) as number,
      state: 'closed',
      renewed: [],
    });
  }, 60_000);

  it('is refused where its origin is not allowed', async () => {
    await expect(inPage(stranger, `${call}.catch(({ code }) => code)`)).resolves.toBe('relay_unreachable');
  }, 60_000);
});
