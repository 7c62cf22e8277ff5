import type { AccessList } from '../../runtime/access-list';
import type { NodeStatus, RunningCommand } from '../../runtime/node-status';
import { UiLab, type UiPage } from '../testing/ui-lab';

const lab = new UiLab();
beforeAll(() => lab.open());
afterAll(() => lab.close());

const CONNECTED: NodeStatus = { state: 'authenticated_connected', nodeId: 'node_1', relayUrl: 'ws://127.0.0.1:8787' };
const CLIENT = { clientId: 'clt_1', name: 'Agent', description: 'Reads', avatarSeed: 's', granted: true };
const ACCESS: AccessList = { clients: [CLIENT] };
const LONG_AGO_MS = 65_000;

const command = (requestId: string, ageMs = LONG_AGO_MS): RunningCommand => ({
  requestId,
  action: `primitive.${requestId}`,
  clientId: 'clt_1',
  startedAt: Date.now() - ageMs,
});
const running = (...commands: RunningCommand[]): NodeStatus => ({ ...CONNECTED, running: commands });
const show = (status: NodeStatus): Promise<UiPage> => lab.show('popup', { status, access: ACCESS });
const reads = ({ page }: UiPage, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction(`${pattern}.test(document.body.innerText)`, { polling: 'mutation' });
/** Where the button stands that takes the browser from the client. */
const placeOfRevoke = async ({ page }: UiPage): Promise<{ x: number; y: number }> => {
  const box = await (await page.waitForSelector('button[aria-label="Revoke Agent"]'))?.boundingBox();
  if (!box) throw new Error('there is nothing to revoke');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
const said = ({ page }: UiPage): Promise<string[]> =>
  page.$$eval('[role=status]', (regions) => regions.map(({ textContent }) => textContent ?? ''));

it('moves nothing when a first command comes and when it is over', async () => {
  const shown = await show(CONNECTED);
  const before = await placeOfRevoke(shown);
  await shown.publish({ status: running(command('one')) });
  await reads(shown, /primitive\.one\s+Agent · 1:0\d min/);
  expect(await placeOfRevoke(shown)).toEqual(before);
  const ends = reads(shown, /primitive\.one\s+Agent · 1:0\d min\s+ended/);
  await shown.publish({ status: CONNECTED });
  await ends;
  expect(await placeOfRevoke(shown)).toEqual(before);
  await reads(shown, /Nothing is running/);
  expect(await placeOfRevoke(shown)).toEqual(before);
});

it('moves nothing while the pointer is on its way to a button below, and says how many more there are', async () => {
  const shown = await show(CONNECTED);
  const before = await placeOfRevoke(shown);
  await shown.page.mouse.move(before.x, before.y);
  await shown.publish({ status: running(command('one'), command('two'), command('three')) });
  await reads(shown, /Running now\s+and 2 more/);
  expect(await placeOfRevoke(shown)).toEqual(before);
  await shown.page.hover('#running-title');
  await reads(shown, /primitive\.three/);
  expect(await shown.text()).not.toContain('more');
  await shown.click('Revoke Agent');
  expect(await shown.requests()).toEqual([{ ui: 'decideAccess', clientId: 'clt_1', grant: false }]);
});

it('is read out when something comes and when nothing is left, not for each command', async () => {
  const shown = await show(CONNECTED);
  expect(await said(shown)).not.toContain('A program is at work in this browser');
  await shown.publish({ status: running(command('one')) });
  await reads(shown, /primitive\.one/);
  expect(await said(shown)).toContain('A program is at work in this browser');
  await shown.publish({ status: running(command('one'), command('two')) });
  await reads(shown, /primitive\.two/);
  expect(await said(shown)).toContain('A program is at work in this browser');
  await shown.publish({ status: CONNECTED });
  await reads(shown, /Nothing is running/);
  expect(await said(shown)).toContain('Nothing is running any more');
});

it('has no place where nothing can run', async () => {
  const shown = await show({ ...CONNECTED, state: 'authenticated_disconnected' });
  expect(await shown.text()).not.toContain('Running now');
});

it('takes the same room for whatever runs', async () => {
  const tab = { tabId: 7 };
  const shown = await show({
    ...running(command('plain'), { ...command('in-tab'), ...tab }),
    listeners: [
      { requestId: 'r2', site: 'shop.test', tabSessionId: 'ts_1', ...tab, startedAt: Date.now() - LONG_AGO_MS },
    ],
  });
  await reads(shown, /Listening to shop\.test\s+the relay · 1:0\d min\s+in A page/);
  const heights = await shown.page.$$eval('[aria-labelledby=running-title] li', (rows) =>
    rows.map(({ offsetHeight }) => offsetHeight),
  );
  expect(heights).toEqual(Array(3).fill(heights[0]));
});
