import type { Machine } from '../support/machine';
import type { OwnBrowser } from '../support/own-browser';
import type { OwnPage } from '../support/own-page';
import { PopupWorld, codeOf } from '../support/popup-world';
import { Site } from '../support/site';

describe('who may use this browser, decided in its popup', () => {
  let world: PopupWorld;
  let site: Site;
  let browser: OwnBrowser;
  let popup: OwnPage;
  let stranger: Machine;
  let intruder: Machine;
  let strangerId: string;

  beforeAll(async () => {
    world = await PopupWorld.create();
    ({ site, browser, popup } = world);
    stranger = await world.program('Morning briefing', 'Reads the news pages that I follow and writes a summary');
    intruder = await world.program('Price watcher', 'Looks at shops every few minutes');
    ({ clientId: strangerId } = JSON.parse(await stranger.file('config.json')) as { clientId: string });
    await world.pair();
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  it('shows at once who asks for access; denied, it is not heard of again so soon', async () => {
    // Nobody has to be awake for that.
    await browser.endWorker();
    expect(codeOf(await world.read(intruder, site.url))).toBe('acl_missing_node_grant');
    await popup.shows('Price watcher');
    await browser.untilBadge('1');
    await popup.press('Deny Price watcher');
    await popup.page.waitForSelector('.request', { hidden: true });
    await browser.untilBadge('on');
    expect(codeOf(await world.read(intruder, site.url))).toBe('acl_missing_node_grant');
  });

  it('lets somebody in by keyboard alone, on one site', async () => {
    expect(codeOf(await world.read(stranger, site.url))).toBe('acl_missing_node_grant');
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
    const inside = await world.read(stranger, `${site.url}/`);
    expect(inside.stdout).toContain('Tides of the estuary');
    const elsewhere = site.url.replace('127.0.0.1', 'localhost');
    expect(codeOf(await world.read(stranger, `${elsewhere}/`))).toBe('grant_site_mismatch');
    const away = await Site.serve({ '/': (_, response) => response.writeHead(302, { location: elsewhere }).end() });
    expect(codeOf(await world.read(stranger, away.url))).toBe('grant_site_mismatch');
    expect(codeOf(await world.send(stranger, 'primitive.tab.open', { url: away.url }))).toBe('grant_site_mismatch');
    await away.close();
    const anybody = await world.read(world.machine, `${elsewhere}/`);
    expect(anybody.stdout).toContain('Tides of the estuary');
  });

  it('lets it read an allowed page, and nothing of what that embeds from elsewhere', async () => {
    const elsewhere = site.url.replace('127.0.0.1', 'localhost');
    const framing = await Site.serve({ '/': `<p>All around</p><iframe src="${elsewhere}/"></iframe>` });
    for (const action of ['primitive.dom.extract_clean_html', 'primitive.dom.extract_markdown']) {
      const { stdout } = await world.send(stranger, action, { url: framing.url });
      expect(stdout).toContain('All around');
      expect(stdout).not.toContain('Tides of the estuary');
    }
    await framing.close();
  });

  it('changes in place what somebody may do, and the change holds at once', async () => {
    await popup.press('Change Morning briefing');
    await popup.page.waitForSelector('.change select');
    await popup.page.select('.change select', 'hour');
    await popup.fill('Only on these sites', '127.0.0.1, localhost');
    await popup.picture('popup-access-change');
    await popup.press('Save changes for Morning briefing');
    await popup.shows('Only on 127.0.0.1, localhost');
    await popup.shows('ends in 59 minutes');
    const elsewhere = await world.read(stranger, `${site.url.replace('127.0.0.1', 'localhost')}/`);
    expect(elsewhere.stdout).toContain('Tides of the estuary');
  });

  it('takes access away with one click', async () => {
    await popup.press('Revoke Morning briefing');
    await popup.showsNoMore(strangerId);
    expect(codeOf(await world.read(stranger, site.url))).toBe('acl_missing_node_grant');
  });
});
