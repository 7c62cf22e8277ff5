import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OttoWithRelay } from '../../test/otto-with-relay';
import type { Finding } from './finding';

const relayProgram = join(__dirname, '../../test/fake-relay-program.mjs');
const env = { OTTO_OPERATOR_TOKEN: 'operator-token-of-the-owner-0123456789' };

let machine: OttoWithRelay;
const setUp = (): Promise<unknown> => machine.json(['setup'], { env });

/** What the doctor says, by check. It prints one document, and tells by its exit code whether there is a problem. */
async function examine(...argv: string[]): Promise<Record<string, Finding>> {
  const { code, stdout } = await machine.run(['doctor', '--json', ...argv], { env });
  const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: Finding[] };
  expect(code).toBe(healthy ? 0 : 1);
  expect(healthy).toBe(!findings.some(({ state }) => state === 'problem'));
  return Object.fromEntries(findings.map((finding) => [finding.check, finding]));
}

beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

describe('otto doctor', () => {
  it('finds nothing wrong where all is set up', async () => {
    await setUp();
    const findings = await examine();
    expect(Object.values(findings).filter(({ state }) => state !== 'ok')).toEqual([]);
    await expect(machine.json(['doctor'], { env })).resolves.toMatchObject({ healthy: true });
  });

  it('says of every problem how to mend it', async () => {
    await machine.relay.stop();
    const { code, stdout, stderr } = await machine.run(['doctor']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^✖ relay +nothing answers at .*\n +→ otto start$/m);
    expect(stdout).toMatch(/^✖ secret +none: .*\n +→ otto setup$/m);
    expect(stdout).toMatch(/^! extension +is not unpacked\n +→ otto extension update$/m);
    expect(stdout).toMatch(/^- clock +/m);
  });

  it('tells a clock that is so wrong that commands would be refused', async () => {
    machine.relay.rest.clockSkewMs = 120_000;
    expect((await examine()).clock).toMatchObject({ state: 'problem', remedy: expect.stringContaining('timedatectl') });
    machine.relay.rest.clockSkewMs = -10_000;
    expect((await examine()).clock).toMatchObject({ state: 'ok' });
  });

  it('tells a node that is missing, not granted, or not the configured one', async () => {
    await setUp();
    machine.relay.rest.nodes = [];
    expect((await examine()).node).toMatchObject({ state: 'problem', text: 'none is connected' });
    machine.relay.rest.nodes = [{ nodeId: 'node_b', granted: false }];
    expect((await examine()).node).toMatchObject({ state: 'problem', remedy: expect.stringContaining('popup') });
    machine.relay.rest.nodes = [{ nodeId: 'node_a' }, { nodeId: 'node_b', granted: false }];
    await machine.run(['settings', 'nodeId', 'node_b']);
    expect((await examine()).node).toMatchObject({ state: 'problem', text: expect.stringContaining('not granted') });
    await machine.run(['settings', 'nodeId', 'node_gone']);
    expect((await examine()).node).toMatchObject({ state: 'problem', text: expect.stringContaining('node_gone') });
  });

  it('tells a secret that is lost and a login that fails', async () => {
    await setUp();
    machine.relay.tokens.revoke();
    await writeFile(machine.otto.path('client-secret'), 'cs_wrong\n', { mode: 0o600 });
    expect((await examine()).login).toMatchObject({ state: 'problem', text: expect.stringContaining('fails') });
    await writeFile(machine.otto.path('client-secret'), '', { mode: 0o600 });
    expect((await examine()).secret).toMatchObject({ state: 'problem', remedy: 'otto setup' });
  });

  it('makes a finding of what it cannot read', async () => {
    await writeFile(machine.otto.path('config.json'), 'oops', { mode: 0o600 });
    const { config, extension, secret } = await examine();
    expect(config).toMatchObject({ state: 'problem', text: expect.stringContaining('corrupt_file') });
    // And once, though more depends on it.
    expect([extension, secret]).toMatchObject(Array(2).fill({ state: 'skipped', text: 'see config' }));
  });

  it('tells a relay address that was broken by hand, and how to get rid of it', async () => {
    await writeFile(machine.otto.path('config.json'), '{"relayUrl":"relay"}', { mode: 0o600 });
    const { code, stdout } = await machine.otto.run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✖ config +corrupt_file: .*"otto settings relayUrl --unset" removes it/m);
  });
});

describe('otto doctor --fix', () => {
  it('narrows rights that are too wide', async () => {
    await setUp();
    const secret = machine.otto.path('client-secret');
    await chmod(secret, 0o644);
    const { permissions } = await examine('--fix');
    expect(permissions).toMatchObject({ state: 'ok', fixed: true });
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
  });

  it('mends an extension that was changed', async () => {
    await setUp();
    const file = machine.otto.path('extension/manifest.json');
    const before = await readFile(file, 'utf8');
    await writeFile(file, '{}');
    expect((await examine()).extension).toMatchObject({
      state: 'problem',
      text: expect.stringContaining('manifest.json'),
    });
    expect((await examine('--fix')).extension).toMatchObject({ state: 'ok', fixed: true });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('logs in again when the tokens do not hold', async () => {
    await setUp();
    const { tokens } = JSON.parse(await readFile(machine.otto.path('config.json'), 'utf8')) as {
      tokens: { accessToken: string };
    };
    machine.relay.tokens.refused.add(tokens.accessToken);
    expect((await examine('--fix')).login).toMatchObject({ state: 'ok' });
  });

  it('clears a pid file that was left behind, and starts the relay', async () => {
    const { otto } = machine;
    const { pid, port } = await otto.json<{ pid: number; port: number }>(['start', '--port', '0'], { relayProgram });
    process.kill(pid, 'SIGKILL');
    const at = ['--relay-url', `ws://127.0.0.1:${port}`];
    const { stdout } = await otto.run([...at, 'doctor', '--fix'], { relayProgram });
    await otto.run(['stop']);
    expect(stdout).toMatch(/^✔ relay +answers at .* \(mended\)$/m);
  });

  it('tells what it could not mend', async () => {
    await machine.relay.stop();
    const refusing = { ...env, FAKE_RELAY: 'refuses' };
    const { code, stdout } = await machine.run(['doctor', '--fix'], { env: refusing, relayProgram });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✖ relay +nothing answers at .*; mending it failed: Port 1 .* is taken/m);
  });
});
