import type { Machine } from '../support/machine';
import type { OwnBrowser } from '../support/own-browser';
import type { OwnPage } from '../support/own-page';
import { PopupWorld, codeOf } from '../support/popup-world';
import type { Site } from '../support/site';

describe('what goes on in this browser, shown in its popup', () => {
  let world: PopupWorld;
  let machine: Machine;
  let site: Site;
  let browser: OwnBrowser;
  let popup: OwnPage;

  beforeAll(async () => {
    world = await PopupWorld.create();
    ({ machine, site, browser, popup } = world);
    await world.pair();
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  it('shows what runs, for whom and since when, and stops it', async () => {
    const tab = await world.open('/');
    const running = world.send(machine, 'primitive.tab.navigate', { url: `${site.url}/never` }, tab);
    await popup.showsLike(/Research notes · \d+ s\s+in Tides of the estuary/);
    await popup.picture('popup-running');
    await popup.press('Stop primitive.tab.navigate');
    const { stderr, code } = await running;
    expect(stderr).toMatch(/^command_cancelled: The command was cancelled by the user of the browser\./m);
    expect(code).toBe(1);
    await popup.shows('Nothing is running');
    expect((await world.read(machine, `${site.url}/`)).code).toBe(0);
  });

  it('shows who listens to the network of a page, and stops it; whoever listens is told', async () => {
    const tab = await world.open('/');
    const where = ['--node-id', await world.nodeId(), '--relay-url', world.relayUrl, '--tab-session', tab];
    const listening = machine.start(['listener', 'subscribe-network', '--json', '--site', '127.0.0.1', ...where]);
    await popup.showsLike(/Running now\s+Listening to 127\.0\.0\.1\s+Research notes · \d+ s\s+in Tides of the estuary/);
    // Also in the next life of the worker.
    await browser.endWorker();
    await popup.shows('Listening to 127.0.0.1');
    const going = world.send(machine, 'primitive.tab.navigate', { url: `${site.url}/never` }, await world.open('/'));
    await popup.shows('primitive.tab.navigate');
    await popup.picture('popup-listening');
    await popup.picture('popup-listening-dark', 'dark');
    await popup.press('Stop primitive.tab.navigate');
    expect(codeOf(await going)).toBe('command_cancelled');
    await popup.press('Stop listening to 127.0.0.1');
    await popup.shows('Nothing is running');
    const { code, stderr } = await listening.ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^listener_detached: .*stopped_by_user/m)]);
    expect((await world.read(machine, `${site.url}/`)).code).toBe(0);
  });
});
