import { NODE_STATES, type NodeStatus } from '../runtime/node-status';
import { viewOf } from './state-view';
import { UiLab } from './testing/ui-lab';

const lab = new UiLab();
beforeAll(() => lab.open());
afterAll(() => lab.close());

const NODE = { nodeId: 'node_7f3a9c1e5b2d4860', relayUrl: 'ws://127.0.0.1:8787' };
const CONNECTED: NodeStatus = { state: 'authenticated_connected', ...NODE };
const PROBLEM = { code: 'relay_unreachable', message: 'The relay does not answer.', hint: 'Start it with otto start.' };

/** Everything that a state may come with, at its longest. */
const FULL: Omit<NodeStatus, 'state'> = {
  nodeId: 'node_0123456789abcdef0123456789abcdef',
  relayUrl: 'wss://a-relay-with-a-rather-long-name.internal.example.org:18787',
  code: '482-913',
  codeExpiresAt: Date.now() + 240_000,
  error: PROBLEM,
  running: [
    {
      requestId: 'r1',
      action: 'primitive.dom.extract_distilled_html',
      clientId: `client_${'0'.repeat(60)}`,
      startedAt: 0,
    },
  ],
  listeners: [
    {
      requestId: 'r2',
      site: `${'a'.repeat(60)}.${'b'.repeat(60)}.example.com`,
      tabSessionId: 'ts_1',
      tabId: 7,
      startedAt: 0,
    },
  ],
};

describe.each(['popup', 'options'] as const)('%s', (name) => {
  it.each(NODE_STATES)('shows the state %s in words, within 380 px, with a name on every control', async (state) => {
    const { page } = await lab.show(name, { status: { state, ...FULL } });
    const seen = await page.evaluate(() => ({
      text: document.body.innerText,
      width: document.documentElement.scrollWidth,
      nameless: [...document.querySelectorAll('button, input')].filter(
        (control) =>
          !control.getAttribute('aria-label') &&
          !control.textContent?.trim() &&
          !(control as HTMLInputElement).labels?.[0]?.textContent?.trim(),
      ).length,
    }));
    const { title, label, action } = viewOf({ state });
    for (const part of [title, label, action?.label ?? '', PROBLEM.hint]) expect(seen.text).toContain(part);
    expect(seen.width).toBeLessThanOrEqual(380);
    expect(seen.nameless).toBe(0);
  });

  it('follows the status', async () => {
    const shown = await lab.show(name, {});
    expect(await shown.text()).toContain('Otto is starting');
    await shown.publish({ status: CONNECTED });
    expect(await shown.text()).toContain(NODE.nodeId);
  });
});

describe('the relay address', () => {
  it('is checked before it is sent, and sent with the wish to connect on Enter', async () => {
    const shown = await lab.show('popup', { status: { state: 'needs_relay_url' } });
    const field = shown.page.locator('::-p-aria(Relay address)');
    await field.fill('relay.example');
    await shown.page.keyboard.press('Enter');
    await shown.page.waitForSelector('input[aria-invalid=true]');
    expect(await shown.text()).toContain('This is no address.');
    expect(await shown.requests()).toEqual([]);
    await field.fill('https://relay.example:8787/path');
    await shown.page.keyboard.press('Enter');
    await shown.page.waitForSelector('input[aria-invalid=false]');
    expect(await shown.requests()).toEqual([
      { ui: 'setRelayUrl', relayUrl: 'wss://relay.example:8787' },
      { ui: 'connect' },
    ]);
  });

  it('is not followed by connecting when the worker refuses it', async () => {
    const shown = await lab.show('popup', {
      status: { state: 'needs_relay_url' },
      answer: { ok: false, error: PROBLEM },
    });
    await shown.page.locator('::-p-aria(Relay address)').fill('ws://127.0.0.1:1');
    await shown.click('Connect');
    await shown.page.waitForSelector('[role=alert]');
    expect(await shown.text()).toContain(PROBLEM.message);
    expect(await shown.requests()).toHaveLength(1);
  });

  it('can be changed on the options page without connecting', async () => {
    const shown = await lab.show('options', { status: CONNECTED });
    await shown.page.locator('::-p-aria(Relay address)').fill('ws://127.0.0.1:9000');
    await shown.click('Save');
    expect(await shown.requests()).toEqual([{ ui: 'setRelayUrl', relayUrl: 'ws://127.0.0.1:9000' }]);
  });
});

describe('the action of a state', () => {
  it.each([
    ['authenticated_disconnected', 'Connect', { ui: 'connect' }],
    ['authenticated_connected', 'Disconnect', { ui: 'disconnect' }],
    ['error', 'Try again', { ui: 'connect' }],
  ] as const)('in %s, %s, asks the worker for it', async (state, button, request) => {
    const shown = await lab.show('popup', { status: { state, ...NODE } });
    await shown.click(button);
    expect(await shown.requests()).toEqual([request]);
  });
});

describe('the pairing code', () => {
  it('is shown with its command and the time left, and can be replaced', async () => {
    const codeExpiresAt = Date.now() + 119_500;
    const status: NodeStatus = { state: 'waiting_for_pair_approval', ...NODE, code: '482-913', codeExpiresAt };
    const shown = await lab.show('popup', { status });
    expect(await shown.text()).toMatch(/482-913[\s\S]*otto pair 482-913[\s\S]*Valid for [12]:\d\d/);
    await shown.click('New code');
    expect(await shown.requests()).toEqual([{ ui: 'newCode' }]);
  });

  it('offers nothing but a new one when it has expired', async () => {
    const status: NodeStatus = { state: 'waiting_for_pair_approval', ...NODE, code: '482-913', codeExpiresAt: 1 };
    const shown = await lab.show('popup', { status });
    expect(await shown.text()).not.toContain('otto pair');
    await shown.click('Get a new code');
    expect(await shown.requests()).toEqual([{ ui: 'newCode' }]);
  });
});

it('shows who listens to which site, in which tab, and stops it', async () => {
  const listeners = [
    { requestId: 'r2', site: 'shop.test', tabSessionId: 'ts_1', tabId: 7, clientId: 'clt_1', startedAt: 0 },
  ];
  const shown = await lab.show('popup', { status: { ...CONNECTED, listeners } });
  expect(await shown.text()).toMatch(/Listening to shop\.test\s+clt_1 · \d+:\d\d h\s+in A page/);
  await shown.click('Stop listening to shop.test');
  expect(await shown.requests()).toEqual([{ ui: 'stopListener', requestId: 'r2' }]);
});

it('stops a running command', async () => {
  const running = [{ requestId: 'r1', action: 'command.run', startedAt: Date.now() }];
  const shown = await lab.show('popup', { status: { ...CONNECTED, running } });
  await shown.click('Stop command.run');
  expect(await shown.requests()).toEqual([{ ui: 'stopCommand', requestId: 'r1' }]);
});

it('switches the log stream', async () => {
  const shown = await lab.show('options', { status: CONNECTED, logStream: true });
  await shown.page.locator('input[role=switch]').click();
  expect(await shown.requests()).toEqual([{ ui: 'setLogStream', enabled: false }]);
});

it('forgets the node only after asking, and the safe answer has the focus', async () => {
  const shown = await lab.show('options', { status: CONNECTED });
  await shown.click('Forget node…');
  expect(await shown.page.evaluate(() => document.activeElement?.textContent)).toBe('Keep it');
  await shown.page.keyboard.press('Enter');
  expect(await shown.requests()).toEqual([]);
  await shown.click('Forget node…');
  await shown.click('Forget node');
  expect(await shown.requests()).toEqual([{ ui: 'forgetNode' }]);
});
