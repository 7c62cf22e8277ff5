import { makeFrame } from '@otto/protocol';
import { once } from 'node:events';
import WebSocket from 'ws';
import { Machine, type Run } from '../support/machine';
import { OwnBrowser } from '../support/own-browser';
import type { OwnPage } from '../support/own-page';
import { RelayProxy } from '../support/relay-proxy';
import { ARTICLE, NEVER_LOADS, Site } from '../support/site';

describe('popup and options of the extension, in a real browser with a real relay', () => {
  let machine: Machine;
  let stranger: Machine;
  let intruder: Machine;
  let site: Site;
  let proxy: RelayProxy;
  let browser: OwnBrowser;
  let popup: OwnPage;
  let relayUrl: string;
  let strangerId: string;

  beforeAll(async () => {
    site = await Site.serve({ '/': ARTICLE, '/never': NEVER_LOADS });
    [machine, stranger, intruder] = [await Machine.create(), await Machine.create(), await Machine.create()];
    await machine.json(['start', '--port', '0']);
    await register(machine, 'Research notes', 'Collects what I read, with its sources');
    ({ relayUrl } = JSON.parse(await machine.file('config.json')) as { relayUrl: string });
    await register(stranger, 'Morning briefing', 'Reads the news pages that I follow and writes a summary', relayUrl);
    await register(intruder, 'Price watcher', 'Looks at shops every few minutes', relayUrl);
    ({ clientId: strangerId } = JSON.parse(await stranger.file('config.json')) as { clientId: string });
    proxy = await RelayProxy.before(relayUrl);
    browser = await OwnBrowser.open();
    popup = await browser.show('popup');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await site?.close();
    await intruder.remove();
    await stranger.remove();
    await machine.remove();
  }, 60_000);

  const register = async (on: Machine, name: string, description: string, at?: string): Promise<void> => {
    const relay = at === undefined ? [] : ['--relay-url', at];
    await on.json(['client', 'register', '--name', name, '--description', description, ...relay]);
    await on.json(['client', 'login', ...relay]);
  };
  const nodeId = async (): Promise<string> => (await browser.stored()).nodeId as string;
  const command = async (action: string, payload: object, tab?: string): Promise<string[]> => {
    const target = ['--node-id', await nodeId(), '--relay-url', relayUrl, ...(tab ? ['--tab-session', tab] : [])];
    return ['cmd', '--action', action, '--payload', JSON.stringify(payload), ...target];
  };
  const send = async (from: Machine, ...what: Parameters<typeof command>): Promise<Run> =>
    from.otto(await command(...what));
  const read = (from: Machine, url: string): Promise<Run> => send(from, 'primitive.dom.extract_markdown', { url });
  const codeOf = ({ stderr }: Run): string => stderr.split(':', 1)[0] ?? '';

  it('needs_relay_url: asks for the relay, and takes its address from the keyboard', async () => {
    await popup.shows('Connect this browser to your relay');
    await popup.picture('popup-needs_relay_url');
  });

  it('requesting_pairing_code: says so while the relay has not answered', async () => {
    const release = proxy.hold('/api/pairing/request');
    await popup.fill('Relay address', `ws://${proxy.address}`);
    await popup.page.keyboard.press('Enter');
    await popup.shows('Asking the relay for a pairing code');
    await popup.picture('popup-requesting_pairing_code');
    release();
    await popup.shows('Approve this browser');
  });

  it('waiting_for_pair_approval: shows the code with which it can be let in', async () => {
    await browser.untilBadge('pair');
    await popup.picture('popup-waiting_for_pair_approval');
    const code = await popup.page.$eval('.code', ({ textContent }) => textContent ?? '');
    await machine.json(['pair', code]);
    await popup.shows('Ready');
  });

  it('authenticated_connected: shows who has access, and which browser this is', async () => {
    await popup.shows('Research notes');
    await popup.shows('until you revoke it');
    await popup.shows(await nodeId());
    await browser.untilBadge('on');
  });

  it('shows at once who asks for access; denied, it is not heard of again so soon', async () => {
    // Nobody has to be awake for that.
    await browser.endWorker();
    expect(codeOf(await read(intruder, site.url))).toBe('acl_missing_node_grant');
    await popup.shows('Price watcher');
    await browser.untilBadge('1');
    await popup.press('Deny Price watcher');
    await popup.page.waitForSelector('.request', { hidden: true });
    await browser.untilBadge('on');
    expect(codeOf(await read(intruder, site.url))).toBe('acl_missing_node_grant');
  });

  it('lets somebody in by keyboard alone, on one site', async () => {
    expect(codeOf(await read(stranger, site.url))).toBe('acl_missing_node_grant');
    await popup.shows(strangerId);
    await popup.picture('popup-access-request');
    await popup.tabTo('Limit what it may do');
    await popup.page.keyboard.press('Enter');
    await popup.page.keyboard.press('Tab');
    await popup.page.keyboard.type('127.0.0.1');
    await popup.picture('popup-access-request-limited');
    await popup.tabTo('Allow Morning briefing');
    await popup.page.keyboard.press('Enter');
    await popup.shows('Only on 127.0.0.1');
    await popup.shows('ends in 23 hours');
    await popup.picture('popup-authenticated_connected');
    await popup.picture('popup-authenticated_connected-dark', 'dark');
  });

  it('keeps whom it let in on that site, also when a page leads elsewhere', async () => {
    const inside = await read(stranger, `${site.url}/`);
    expect(inside.stdout).toContain('Tides of the estuary');
    const elsewhere = site.url.replace('127.0.0.1', 'localhost');
    expect(codeOf(await read(stranger, `${elsewhere}/`))).toBe('grant_site_mismatch');
    const away = await Site.serve({ '/': (_, response) => response.writeHead(302, { location: elsewhere }).end() });
    expect(codeOf(await read(stranger, away.url))).toBe('grant_site_mismatch');
    expect(codeOf(await send(stranger, 'primitive.tab.open', { url: away.url }))).toBe('grant_site_mismatch');
    await away.close();
    const anybody = await read(machine, `${elsewhere}/`);
    expect(anybody.stdout).toContain('Tides of the estuary');
  });

  it('takes access away with one click', async () => {
    await popup.press('Revoke Morning briefing');
    await popup.showsNoMore(strangerId);
    expect(codeOf(await read(stranger, site.url))).toBe('acl_missing_node_grant');
  });

  it('shows what runs, for whom and since when, and stops it', async () => {
    const opening = await command('primitive.tab.open', { url: site.url, waitUntil: 'load' });
    const { data } = await machine.json<{ data: { tabSessionId: string } }>(opening);
    const running = send(machine, 'primitive.tab.navigate', { url: `${site.url}/never` }, data.tabSessionId);
    await popup.showsLike(/Research notes · \d+ s\s+in Tides of the estuary/);
    await popup.picture('popup-running');
    await popup.press('Stop primitive.tab.navigate');
    const { stderr, code } = await running;
    expect(stderr).toMatch(/^command_cancelled: The command was cancelled by the user of the browser\./m);
    expect(code).toBe(1);
    await popup.showsNoMore('Running now');
    expect((await read(machine, `${site.url}/`)).code).toBe(0);
  });

  it('version_mismatch: names what relay and extension cannot do together, and does the rest', async () => {
    proxy.rewrite = (frame) => {
      const { capabilities } = frame.payload;
      if (frame.messageType !== 'hello_ack' || !Array.isArray(capabilities)) return frame;
      const older = [...capabilities.filter((name) => name !== 'controller.access'), 'primitive.tab.of_tomorrow'];
      return { ...frame, payload: { ...frame.payload, capabilities: older } };
    };
    proxy.cut();
    await popup.shows('Connected, but not everything works');
    await popup.shows('deciding here who has access');
    await popup.shows('primitive.tab.of_tomorrow');
    await popup.picture('popup-version_mismatch');
    expect((await read(machine, `${site.url}/`)).code).toBe(0);
    expect(codeOf(await send(machine, 'primitive.tab.of_tomorrow', {}))).toBe('unsupported_action');
  });

  it('version_mismatch: says when nothing works, and recovers by itself', async () => {
    proxy.rewrite = (frame) => ({ ...frame, protocolVersion: '2.0' });
    proxy.cut();
    await popup.shows('Relay and extension do not match');
    await browser.untilBadge('!');
    proxy.rewrite = (frame) => frame;
    await popup.press('Try again');
    await popup.shows('Ready');
  });

  it('authenticated_disconnected: is away until the user says otherwise', async () => {
    await popup.press('Disconnect');
    await popup.shows('Otto is paused');
    await popup.picture('popup-authenticated_disconnected');
    expect(codeOf(await read(machine, site.url))).toBe('node_offline');
    // Also when the access token is of no use any more.
    await popup.shows('Research notes');
  });

  it('authenticated_connecting: keeps trying, and says what is in the way', async () => {
    proxy.isAway = true;
    await popup.press('Connect');
    await popup.shows('Connecting to the relay');
    await popup.shows('No relay answers');
    await popup.picture('popup-authenticated_connecting');
    proxy.isAway = false;
    await popup.shows('Ready');
  });

  it('error: stays away when another browser has taken its place, and says how to go on', async () => {
    const { tokens } = (await browser.stored()) as { tokens: { accessToken: string } };
    const other = new WebSocket(`${relayUrl}/?role=node`);
    await once(other, 'open');
    const hello = { role: 'node', capabilities: [], nodeId: await nodeId() };
    other.send(JSON.stringify(makeFrame('node', 'hello', 'r1', hello)));
    other.send(JSON.stringify(makeFrame('node', 'auth', 'r2', { accessToken: tokens.accessToken })));
    await popup.shows('Otto could not connect');
    await popup.shows('Another browser has connected as this node.');
    await popup.picture('popup-error');
    other.close();
    await popup.press('Try again');
    await popup.shows('Ready');
  });

  it('options: has every setting, and keeps them', async () => {
    const options = await browser.show('options');
    await options.page.setViewport({ width: 640, height: 800, deviceScaleFactor: 2 });
    await options.shows('Send logs to the relay');
    await options.page.locator('input[role=switch]').click();
    await options.page.waitForSelector('input[role=switch]:checked');
    expect(await browser.stored()).toMatchObject({ logStream: true });
    await options.shows('Research notes');
    await options.picture('options');
    await options.page.close();
  });

  it('options: forgets the node after asking, and it starts over as a new one', async () => {
    const options = await browser.show('options');
    const before = await nodeId();
    await options.press('Forget node…');
    await options.press('Keep it');
    expect(await nodeId()).toBe(before);
    await options.press('Forget node…');
    await options.press('Forget node');
    await options.shows('Approve this browser');
    expect(await nodeId()).not.toBe(before);
    await options.showsNoMore('Research notes');
  });
});
