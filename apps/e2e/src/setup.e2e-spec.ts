import { createServer, type AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { OwnBrowser } from '../support/own-browser';
import type { Terminal } from '../support/terminal';

interface Report {
  readonly relay: { status: string; url: string; pid: number };
  readonly client: { status: string; clientId: string };
  readonly extension: { status: string; directory: string; version: string };
  readonly nodes: { nodeId: string; granted: boolean }[];
  readonly nextSteps: string[];
}

interface Findings {
  readonly healthy: boolean;
  readonly findings: { check: string; state: string; text: string; fixed?: boolean }[];
}

/** The relay of `otto setup` takes the port of its address, and 8787 may be taken on the machine that runs the specs. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

describe('otto setup', () => {
  let machine: Machine;
  let at: string[];
  const setup = (...more: string[]): Promise<Report> => machine.json(['setup', '--non-interactive', ...at, ...more]);
  const doctor = async (...more: string[]): Promise<Findings> =>
    JSON.parse((await machine.otto(['doctor', '--json', ...more])).stdout) as Findings;

  beforeAll(async () => {
    machine = await Machine.create();
    at = ['--relay-url', `ws://127.0.0.1:${await freePort()}`];
  });
  afterAll(() => machine.remove(), 60_000);

  it('brings a bare machine to where only the browser is missing', async () => {
    const report = await setup();
    expect(report).toMatchObject({
      relay: { status: 'started', url: at[1] },
      client: { status: 'registered' },
      extension: { status: 'installed', directory: join(machine.home, 'extension') },
      nodes: [],
    });
    expect(report.nextSteps.join('\n')).toContain(at[1]);
    expect(await machine.json(['client', 'status'])).toMatchObject({ loggedIn: true, secret: 'file' });
    expect(await machine.json(['extension', 'info'])).toMatchObject({ isCurrent: true });
  }, 60_000);

  it('is harmless when it is repeated', async () => {
    expect(await setup()).toMatchObject({
      relay: { status: 'already_running' },
      client: { status: 'already_registered' },
      extension: { status: 'already_current' },
    });
  }, 60_000);

  it('fails when the relay runs on another port, and leaves that alone', async () => {
    const run = await machine.otto(['setup', '--relay-url', `ws://127.0.0.1:${await freePort()}`]);
    expect(run).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^relay_port_mismatch: /) as string,
    });
    expect(run.stderr).toContain('otto stop');
    expect(await machine.json(['status'])).toMatchObject({ state: 'running' });
  }, 60_000);

  it('mends with the doctor what broke since', async () => {
    const { relay } = await setup('--skip-extension');
    await writeFile(join(machine.home, 'extension/manifest.json'), '{}');
    process.kill(relay.pid, 'SIGKILL');
    await eventually(
      () => doctor(),
      ({ findings }) => findings.some(({ check, state }) => check === 'relay' && state === 'problem'),
      20_000,
    );
    const { findings } = await doctor('--fix');
    const states = Object.fromEntries(findings.map(({ check, state, fixed }) => [check, fixed ? 'mended' : state]));
    expect(states).toMatchObject({ extension: 'mended', relay: 'mended', login: 'ok', node: 'problem' });
  }, 60_000);

  it('does what a new identity needs after the relay forgot all of them', async () => {
    await machine.json(['client', 'remove', '--all']);
    expect(await setup()).toMatchObject({ client: { status: 'registered' } });
  }, 60_000);

  describe('with a person and their browser', () => {
    let browser: OwnBrowser;
    let terminal: Terminal;
    beforeAll(async () => {
      browser = await OwnBrowser.open();
    }, 60_000);
    afterAll(async () => {
      terminal.kill();
      await browser.close();
    }, 60_000);

    it('can be left for later at Ctrl+C, with everything else in place', async () => {
      terminal = machine.terminal(['setup', ...at]);
      await terminal.shows(/Waiting for your browser/);
      terminal.interrupt();
      expect(await terminal.ended).toBe(0);
      expect(terminal.screen.text).toContain('otto pair <code>');
    }, 60_000);

    it('shows the steps, sees the browser come, and lets it in when its code is right', async () => {
      terminal = machine.terminal(['setup', ...at]);
      await terminal.shows(/1\. Open chrome:\/\/extensions/);
      const popup = await browser.show('popup');
      await popup.fill('Relay address', at[1]!);
      await popup.page.keyboard.press('Enter');
      await popup.shows('Approve this browser');
      const code = await popup.page.$eval('.code', ({ textContent }) => textContent ?? '');
      await terminal.shows(new RegExp(`show ${code}\\?`));
      terminal.type('y');
      await terminal.shows(/All is set up/);
      expect(await terminal.ended).toBe(0);
      await popup.shows('Ready');
      expect(await doctor()).toMatchObject({ healthy: true });
    }, 90_000);

    it('has nothing to ask any more', async () => {
      terminal = machine.terminal(['setup', ...at]);
      expect(await terminal.ended).toBe(0);
      expect(terminal.screen.text).toContain('All is set up');
    }, 60_000);

    it('locks the node out when its tokens are revoked, until it is paired again', async () => {
      const { nodes } = await setup();
      const [{ nodeId } = { nodeId: '' }] = nodes;
      expect(await machine.json(['revoke', '--node-id', nodeId])).toMatchObject({ revoked: true });
      const { pending } = await eventually(
        () => machine.json<{ pending: { nodeId: string; code: string }[] }>(['authcode']),
        (answer) => answer.pending.length > 0,
        30_000,
      );
      expect(pending.map((pairing) => pairing.nodeId)).toContain(nodeId);
      expect(await machine.json(['pair', pending.at(-1)!.code, '--no-grant'])).toMatchObject({ nodeId });
    }, 60_000);
  });

  it('leaves no identity when it is forgotten', async () => {
    await machine.json(['revoke']);
    await machine.json(['client', 'forget']);
    expect(await machine.json(['config'])).toMatchObject({ clientId: null, clientSecret: 'unset', tokens: 'unset' });
    await expect(readFile(join(machine.home, 'client-secret'))).rejects.toThrow('ENOENT');
  }, 60_000);
});
