import { makeFrame } from '@otto/protocol';
import { once } from 'node:events';
import WebSocket from 'ws';
import type { Machine } from '../support/machine';
import type { OwnBrowser } from '../support/own-browser';
import type { OwnPage } from '../support/own-page';
import { PopupWorld, codeOf } from '../support/popup-world';
import type { RelayProxy } from '../support/relay-proxy';
import type { Site } from '../support/site';

describe('popup and options of the extension, in a real browser with a real relay', () => {
  let world: PopupWorld;
  let machine: Machine;
  let site: Site;
  let proxy: RelayProxy;
  let browser: OwnBrowser;
  let popup: OwnPage;

  beforeAll(async () => {
    world = await PopupWorld.create();
    ({ machine, site, proxy, browser, popup } = world);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

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
    await world.approve();
  });

  it('authenticated_connected: shows who has access, and which browser this is', async () => {
    await popup.shows('Research notes');
    await popup.shows('until you revoke it');
    await popup.shows(await world.nodeId());
    await browser.untilBadge('on');
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
    expect((await world.read(machine, `${site.url}/`)).code).toBe(0);
    expect(codeOf(await world.send(machine, 'primitive.tab.of_tomorrow', {}))).toBe('unsupported_action');
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
    expect(codeOf(await world.read(machine, site.url))).toBe('node_offline');
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
    const other = new WebSocket(`${world.relayUrl}/?role=node`);
    await once(other, 'open');
    const hello = { role: 'node', capabilities: [], nodeId: await world.nodeId() };
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
    const before = await world.nodeId();
    await options.press('Forget node…');
    await options.press('Keep it');
    expect(await world.nodeId()).toBe(before);
    await options.press('Forget node…');
    await options.press('Forget node');
    await options.shows('Approve this browser');
    expect(await world.nodeId()).not.toBe(before);
    await options.showsNoMore('Research notes');
  });
});
