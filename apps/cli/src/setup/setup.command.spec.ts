import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Keyboard } from '../../test/keyboard';
import { Capture, type Run } from '../../test/otto-under-test';
import { OttoWithRelay } from '../../test/otto-with-relay';
import type { SetupReport } from './setup-report';

const relayProgram = join(__dirname, '../../test/fake-relay-program.mjs');
const env = { OTTO_OPERATOR_TOKEN: 'operator-token-of-the-owner-0123456789' };
const PENDING = { code: '123-456', nodeId: 'node_new', status: 'pending', expiresAt: 9e15 };

let machine: OttoWithRelay;
const setup = (...argv: string[]): Promise<SetupReport> => machine.json(['setup', ...argv], { env });

beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

describe('otto setup --non-interactive', () => {
  it('registers this machine, unpacks the extension, and prints one JSON object that says so', async () => {
    machine.relay.rest.nodes = [];
    const { code, stdout } = await machine.run(['setup', '--non-interactive'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      relay: { status: 'already_running', url: machine.relay.url },
      client: { status: 'registered', clientId: 'clt_1', secretPlace: 'file' },
      extension: { status: 'installed', directory: machine.otto.path('extension') },
      nodes: [],
      warnings: [expect.stringContaining('client-secret')],
      nextSteps: expect.arrayContaining([expect.stringContaining(machine.relay.url)]) as string[],
    });
  });

  it('is harmless the second time', async () => {
    await setup();
    const config = await readFile(machine.otto.path('config.json'), 'utf8');
    expect(await setup()).toMatchObject({
      client: { status: 'already_registered', clientId: 'clt_1' },
      extension: { status: 'already_current' },
    });
    expect(await readFile(machine.otto.path('config.json'), 'utf8')).toBe(config);
  });

  it('asks nothing where there is no terminal', async () => {
    const { code, stdout } = await machine.run(['setup'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ client: { status: 'registered' } });
  });

  it('has nothing left to do when a browser is connected and granted', async () => {
    expect(await setup()).toMatchObject({ nodes: [{ nodeId: 'node_a', granted: true }, {}], nextSteps: [] });
  });

  it('leaves out what is skipped', async () => {
    expect(await setup('--skip-extension')).toMatchObject({ extension: null });
    await machine.relay.stop();
    const { code, stderr } = await machine.run(['setup', '--non-interactive', '--skip-daemon'], { env });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^relay_unreachable: /) as string });
  });

  it('registers anew when the relay does not know this machine any more', async () => {
    await setup();
    await writeFile(machine.otto.path('client-secret'), 'cs_of_before\n', { mode: 0o600 });
    const config = { clientId: 'clt_gone', relayUrl: machine.relay.url };
    await writeFile(machine.otto.path('config.json'), JSON.stringify(config), { mode: 0o600 });
    expect(await setup()).toMatchObject({ client: { status: 'registered' } });
  });

  it('takes another name when its own is taken by what it was before', async () => {
    machine.relay.rest.takenNames = 1;
    await setup();
    const names = machine.relay.rest.bodies.map(({ name }) => name).filter((name) => name !== undefined);
    expect(names).toEqual([expect.stringMatching(/ on /), expect.stringMatching(/ \(2\)$/)]);
  });

  it('fails when the relay runs on another port, and says what to do', async () => {
    const { port } = await machine.otto.json<{ port: number }>(['start', '--port', '0'], { relayProgram });
    const { code, stderr } = await machine.run(['setup', '--non-interactive'], { env });
    await machine.otto.run(['stop']);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^relay_port_mismatch: .* on port ${port} and not on ${machine.relay.port}`));
    expect(stderr).toContain('otto stop');
  });

  it('says that the relay of another machine cannot be reached', async () => {
    const { code, stderr } = await machine.otto.run(['setup', '--relay-url', 'ws://0.0.0.0:1']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^relay_unreachable: /);
  });
});

describe('otto setup, with a person', () => {
  let keyboard: Keyboard;
  let screen: Capture;
  let interrupt: AbortController;
  beforeEach(() => {
    keyboard = new Keyboard();
    screen = new Capture(true);
    interrupt = new AbortController();
    machine.relay.rest.nodes = [{ nodeId: 'node_a', granted: false }];
  });
  const run = (): Promise<Run> =>
    machine.run(['setup'], { env, tty: true, stdin: keyboard, signal: interrupt.signal }, screen);

  it('shows what to do in the browser, and lets it in when the code is right', async () => {
    machine.relay.rest.pending = [PENDING];
    const running = run();
    await screen.written('stdout', 'show 123-456?');
    keyboard.press('y');
    const { code, stdout } = await running;
    expect(code).toBe(0);
    expect(stdout).toContain('1. Open chrome://extensions');
    expect(stdout).toContain('The browser is connected');
    expect(machine.relay.rest.bodies).toContainEqual({ code: '123-456', clientId: 'clt_1' });
  });

  it('does not let in a browser that shows another code, and goes on waiting', async () => {
    machine.relay.rest.pending = [PENDING];
    const running = run();
    await screen.written('stdout', 'show 123-456?');
    machine.relay.rest.nodes = [{ nodeId: 'node_mine', granted: true }];
    keyboard.press('n');
    const { code, stdout } = await running;
    expect(code).toBe(0);
    expect(stdout).toContain('A browser is connected');
    expect(machine.relay.rest.requests).not.toContain('POST /api/pairing/approve');
  });

  it('asks anew when the browser shows another code by now', async () => {
    machine.relay.rest.pending = [PENDING];
    const running = run();
    await screen.written('stdout', 'show 123-456?');
    machine.relay.rest.code = '654-321';
    machine.relay.rest.pending = [PENDING, { ...PENDING, code: '654-321', expiresAt: PENDING.expiresAt + 1 }];
    await screen.written('stdout', 'show 654-321?');
    keyboard.press('y');
    expect(await running).toMatchObject({ code: 0 });
    expect(machine.relay.rest.bodies).toContainEqual({ code: '654-321', clientId: 'clt_1' });
  });

  it('leaves the browser for later at Ctrl+C: what is set up by then is whole', async () => {
    const running = run();
    await screen.written('stderr', 'Waiting for your browser');
    interrupt.abort();
    const { code, stdout } = await running;
    expect(code).toBe(0);
    expect(stdout).toContain('otto pair <code>');
    await expect(machine.json(['client', 'status'], { env })).resolves.toMatchObject({ loggedIn: true });
  });

  it('is cancelled by Ctrl+C at a question', async () => {
    machine.relay.rest.pending = [PENDING];
    const running = run();
    await screen.written('stdout', 'show 123-456?');
    keyboard.press('\u0003');
    expect(await running).toMatchObject({ code: 1, stderr: expect.stringContaining('command_cancelled') as string });
  });

  it('asks where the relay is when nothing says so', async () => {
    const running = machine.otto.run(['setup'], { env, tty: true, stdin: keyboard, signal: interrupt.signal }, screen);
    await screen.written('stdout', 'Where is the relay');
    keyboard.press('\u001b[B', '\r');
    await screen.written('stdout', 'What is its address?');
    keyboard.press(machine.relay.url, '\r');
    await screen.written('stderr', 'Waiting for your browser');
    interrupt.abort();
    expect(await running).toMatchObject({ code: 0, stdout: expect.stringContaining(machine.relay.url) as string });
  });

  it('asks nothing when a browser is connected already', async () => {
    machine.relay.rest.nodes = [{ nodeId: 'node_a', granted: true }];
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain('All is set up');
  });
});
