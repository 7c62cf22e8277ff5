import type { AccessList, ClientAccess } from '../runtime/access-list';
import type { NodeStatus } from '../runtime/node-status';
import { UiLab, type UiPage } from './testing/ui-lab';

const lab = new UiLab();
beforeAll(() => lab.open());
afterAll(() => lab.close());

const STATUS: NodeStatus = { state: 'authenticated_connected', nodeId: 'node_1', relayUrl: 'ws://127.0.0.1:8787' };
const DAY_MS = 86_400_000;

const client = (more: Partial<ClientAccess> = {}): ClientAccess => ({
  clientId: 'clt_4be1c2',
  name: 'Reading agent',
  description: 'Reads the news for me',
  avatarSeed: 'seed',
  granted: false,
  ...more,
});
const asking = (more: Partial<ClientAccess> = {}): ClientAccess => client({ requestedAt: Date.now(), ...more });
const granted = (more: Partial<ClientAccess> = {}): ClientAccess =>
  client({ granted: true, grantedAt: Date.now(), ...more });
const show = (...clients: ClientAccess[]): Promise<UiPage> =>
  lab.show('popup', { status: STATUS, access: { clients } satisfies AccessList });
const focused = (shown: UiPage): Promise<string | null | undefined> =>
  shown.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);

describe('a request for access', () => {
  it('shows who asks, by the id that the relay gave, and what it says of itself', async () => {
    const text = await (await show(asking())).text();
    for (const part of ['Reading agent', 'clt_4be1c2', 'Reads the news for me', 'just now'])
      expect(text).toContain(part);
  });

  it('is allowed for a day with one click', async () => {
    const shown = await show(asking());
    await shown.click('Allow Reading agent');
    expect(await shown.requests()).toEqual([
      { ui: 'decideAccess', clientId: 'clt_4be1c2', grant: true, lastsMs: DAY_MS },
    ]);
  });

  it('is denied with one click', async () => {
    const shown = await show(asking());
    await shown.click('Deny Reading agent');
    expect(await shown.requests()).toEqual([{ ui: 'decideAccess', clientId: 'clt_4be1c2', grant: false }]);
  });

  it('is allowed for ever, on some sites and for reading only, where that is chosen', async () => {
    const shown = await show(asking());
    await shown.page.select('select', 'ever');
    await shown.page.locator('summary').click();
    await shown.page.select('.limits select', 'pages');
    await shown.page.locator('::-p-aria(Only on these sites)').fill('example.com, docs.example.org');
    await shown.click('Allow Reading agent');
    const sites = ['example.com', 'docs.example.org'];
    expect(await shown.requests()).toEqual([
      { ui: 'decideAccess', clientId: 'clt_4be1c2', grant: true, sites, scopes: ['primitive.*'] },
    ]);
  });

  it('is not allowed on sites that cannot be read as such', async () => {
    const shown = await show(asking());
    await shown.page.locator('summary').click();
    await shown.page.locator('::-p-aria(Only on these sites)').fill('*');
    await shown.click('Allow Reading agent');
    await shown.page.waitForSelector('input[aria-invalid=true]');
    expect(await shown.text()).toContain('is no site');
    expect(await shown.requests()).toEqual([]);
  });

  it('can be allowed with the keyboard alone, which then stays where it was', async () => {
    const shown = await show(asking());
    for (let presses = 0; (await focused(shown)) !== 'Allow Reading agent'; presses++) {
      expect(presses).toBeLessThan(20);
      await shown.page.keyboard.press('Tab');
    }
    await shown.page.keyboard.press('Enter');
    expect(await shown.requests()).toMatchObject([{ ui: 'decideAccess', grant: true }]);
    await shown.page.waitForFunction(() => document.activeElement?.id === 'access-title');
    const said = await shown.page.$$eval('[role=status]', (regions) => regions.map(({ textContent }) => textContent));
    expect(said).toContain('Reading agent may use this browser');
  });

  it('shows the remedy when it could not be decided', async () => {
    const error = { code: 'client_not_found', message: 'There is no client.', hint: 'It may have been removed.' };
    const shown = await lab.show('popup', {
      status: STATUS,
      access: { clients: [asking()] },
      answer: { ok: false, error },
    });
    await shown.click('Allow Reading agent');
    await shown.page.waitForSelector('.request [role=alert]');
    expect(await shown.text()).toContain(error.hint);
  });

  it('is read out when it comes', async () => {
    const shown = await show();
    expect(await shown.text()).toContain('No program has access');
    await shown.publish({ access: { clients: [asking()] } });
    const said = await shown.page.$$eval('[role=status]', (regions) => regions.map(({ textContent }) => textContent));
    expect(said).toContain('A program asks for access');
  });

  it('cannot pass for another by its name', async () => {
    const name = `Safe\u202E tool\u202C\u200B\nclt_trusted${'\u0323'.repeat(40)}`;
    const shown = await show(asking({ name, description: '\u2067granted\u2069' }));
    const text = await shown.text();
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
    expect(text).toContain('Safe\uFFFD tool\uFFFD\uFFFD clt_truste');
    const heights = await shown.page.$$eval('.client-name', (names) => names.map(({ clientHeight }) => clientHeight));
    expect(heights[0]).toBeLessThan(30);
    expect(await shown.page.$eval('.client-id', ({ textContent }) => textContent)).toBe('clt_4be1c2');
  });

  it('looks different from one with the same name and picture seed', async () => {
    const shown = await show(asking(), asking({ clientId: 'clt_other' }));
    const pictures = await shown.page.$$eval('.picture', (all) => all.map(({ outerHTML }) => outerHTML));
    expect(new Set(pictures).size).toBe(2);
  });
});

describe('a client that has access', () => {
  it('shows since when, until when and how far', async () => {
    const expiresAt = Date.now() + DAY_MS - 1;
    const text = await (await show(granted({ expiresAt, sites: ['example.com'], scopes: ['primitive.*'] }))).text();
    expect(text).toMatch(/Since \d+ \w+.*ends in 23 hours/);
    expect(text).toContain('Only on example.com');
    expect(text).toContain('Only open, read and photograph pages');
  });

  it('says when it has it until revoked', async () => {
    expect(await (await show(granted())).text()).toContain('until you revoke it');
  });

  it('loses it with one click', async () => {
    const shown = await show(granted());
    await shown.click('Revoke Reading agent');
    expect(await shown.requests()).toEqual([{ ui: 'decideAccess', clientId: 'clt_4be1c2', grant: false }]);
  });

  it('is given other terms in its place, and keeps those that are not changed', async () => {
    const expiresAt = Date.now() + DAY_MS;
    const shown = await show(granted({ expiresAt, sites: ['example.com'], scopes: ['command.list'] }));
    await shown.click('Change Reading agent');
    await shown.page.locator('::-p-aria(Only on these sites)').fill('example.com, example.org');
    await shown.click('Save changes for Reading agent');
    const kept = { clientId: 'clt_4be1c2', grant: true, expiresAt, scopes: ['command.list'] };
    expect(await shown.requests()).toEqual([{ ui: 'decideAccess', ...kept, sites: ['example.com', 'example.org'] }]);
    await shown.page.waitForFunction(() => document.activeElement?.id === 'access-title');
    expect(await shown.page.$('.change')).toBeNull();
  });

  it('is left as it is when the change is given up', async () => {
    const shown = await show(granted());
    await shown.click('Change Reading agent');
    await shown.page.select('.change select', 'hour');
    await shown.click('Cancel');
    expect(await shown.requests()).toEqual([]);
    expect(await shown.text()).toContain('until you revoke it');
  });

  it('is not changed to sites that cannot be read as such', async () => {
    const shown = await show(granted());
    await shown.click('Change Reading agent');
    await shown.page.locator('summary').click();
    await shown.page.locator('::-p-aria(Only on these sites)').fill('*');
    await shown.click('Save changes for Reading agent');
    await shown.page.waitForSelector('input[aria-invalid=true]');
    expect(await shown.requests()).toEqual([]);
  });

  it('that has no site at all is not changed, where no site means every site', async () => {
    const shown = await show(granted({ sites: [] }));
    expect(await shown.page.$('button[aria-label="Change Reading agent"]')).toBeNull();
  });

  it('is not shown any more when its time is over', async () => {
    expect(await (await show(granted({ expiresAt: Date.now() - 1 }))).text()).not.toContain('Reading agent');
  });
});

it('keeps within 380 px, however long names, ids and sites are', async () => {
  const long = { name: 'W'.repeat(64), clientId: `clt_${'0'.repeat(64)}`, description: 'x'.repeat(500) };
  const sites = [`${'a'.repeat(60)}.${'b'.repeat(60)}.example.com`];
  const shown = await show(asking(long), granted({ ...long, clientId: `clt_${'1'.repeat(64)}`, sites }));
  expect(await shown.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
  const overlaps = await shown.page.$$eval('.request, .grant', (items) =>
    items.filter((item) => item.scrollWidth > item.clientWidth).map(({ className }) => className),
  );
  expect(overlaps).toEqual([]);
});

it('asks the worker to look again when the page opens', async () => {
  const shown = await show();
  const all = await shown.page.evaluate(() => (globalThis as unknown as { requests: unknown[] }).requests);
  expect(all).toContainEqual({ ui: 'refreshAccess' });
});

it('is not offered while the relay cannot do it', async () => {
  const missing = [{ lackedBy: 'relay', what: 'controller.access' } as const];
  const shown = await lab.show('popup', { status: { ...STATUS, state: 'version_mismatch', missing } });
  const text = await shown.text();
  expect(text).toContain('deciding here who has access');
  expect(text).toContain('Update Otto where the relay runs.');
  expect(text).not.toContain('No program has access');
});
