import { OttoWithRelay } from '../../test/otto-with-relay';
import { processMark } from '@otto/store';
import { nodeFiles, writeNodeRecord, type NodeRecord } from './node-record';
import { nodeRecord } from './testing/node-record.fixture';

let machine: OttoWithRelay;
beforeEach(async () => {
  machine = await OttoWithRelay.create();
});
afterEach(() => machine.remove());

const nodes = (): string => machine.otto.path('nodes');
/** A node of the relay that the specs talk to. */
async function ran(parts: Partial<NodeRecord> = {}): Promise<NodeRecord> {
  const record = nodeRecord({ relayUrl: machine.relay.url, nodeId: 'node_a', ...parts });
  await writeNodeRecord(nodeFiles(nodes(), record.name).record, record);
  return record;
}
/** This very process stands in for a supervisor that runs. */
const running = async (): Promise<Pick<NodeRecord, 'host'>> => ({
  host: { pid: process.pid, mark: (await processMark(process.pid)) as string },
});

describe('otto node list', () => {
  const states = async (): Promise<unknown[]> => {
    const { nodes: found } = await machine.json<{ nodes: { name: string; state: string }[] }>(['node', 'list']);
    return found.map(({ name, state }) => `${name}: ${state}`);
  };

  it('says how to start one when none was ever started', async () => {
    const { stdout } = await machine.run(['node', 'list']);
    expect(stdout).toContain('otto node start');
  });

  it('tells whether a running node is connected', async () => {
    await machine.register();
    await ran({ name: 'a', ...(await running()) });
    await ran({ name: 'b', nodeId: 'node_lost', ...(await running()) });
    expect(await states()).toEqual(['a: connected', 'b: not connected']);
  });

  it('does not guess about a node of another relay, or when the relay does not tell', async () => {
    await ran({ name: 'a', relayUrl: 'wss://elsewhere.example', ...(await running()) });
    expect(await states()).toEqual(['a: running']);
    await ran({ name: 'a', ...(await running()) });
    machine.relay.tokens.revoke();
    expect(await states()).toEqual(['a: running']);
  });

  it('shows why a node does not run any more', async () => {
    await ran({ name: 'a', ended: 'stopped' });
    await ran({ name: 'b', ended: 'its browser ended' });
    await ran({ name: 'c' });
    const { stdout } = await machine.run(['node', 'list']);
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/)[2])).toEqual([
      'STATE',
      'stopped',
      'stopped (its browser ended)',
      'stopped (its supervisor was killed)',
      undefined,
    ]);
  });
});

describe('otto node stop', () => {
  it('says that there is nothing to stop', async () => {
    await ran();
    const { code, stderr } = await machine.run(['node', 'stop']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^node_not_running: .*\n→ .*otto node list/);
  });

  it('is content with nothing to stop when all are meant', async () => {
    await expect(machine.json(['node', 'stop', '--all'])).resolves.toEqual({ stopped: [] });
  });

  it('does not choose among several', async () => {
    await ran({ name: 'a', ...(await running()) });
    await ran({ name: 'b', ...(await running()) });
    const { code, stderr } = await machine.run(['node', 'stop']);
    expect(code).toBe(1);
    expect(stderr).toContain('several nodes run: a, b');
  });

  it('does not take another one for the named one', async () => {
    await ran({ name: 'a', ...(await running()) });
    for (const argv of [['b'], ['--profile', '/nowhere']]) {
      expect((await machine.run(['node', 'stop', ...argv])).stderr).toMatch(/^node_not_running/);
    }
  });
});

describe('otto node start', () => {
  const start = (...argv: string[]) =>
    machine.run(['node', 'start', '--headless', '--browser', process.execPath, ...argv]);

  it('looks for its browser first', async () => {
    const { code, stderr } = await start('--browser', '/nowhere/chromium');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^browser_not_found: .*"\/nowhere\/chromium" is not a program\.\n→ .*--browser/);
  });

  it('starts no browser for a relay that cannot work', async () => {
    machine.relay.rest.unready = 'storage_unavailable';
    expect((await start()).stderr).toMatch(/^storage_unavailable: /m);
    await machine.relay.stop();
    expect((await start()).stderr).toMatch(/^relay_unreachable: .*\n→ .*otto start/m);
  });

  it('does not start a second one in the same profile', async () => {
    const { host } = await ran(await running());
    expect((await start()).stderr).toMatch(new RegExp(`^node_already_running: .*process ${host.pid}`, 'm'));
  });
});

describe('otto node browser', () => {
  it('tells what would be run', async () => {
    await expect(machine.json(['node', 'browser', '--browser', process.execPath])).resolves.toEqual({
      name: 'browser',
      path: process.execPath,
    });
  });

  it('looks at OTTO_BROWSER', async () => {
    const { stderr } = await machine.run(['node', 'browser'], { env: { OTTO_BROWSER: '/nowhere' } });
    expect(stderr).toMatch(/^browser_not_found: .*\/nowhere/);
  });
});

describe('otto node host', () => {
  it('is not for people, and so not in the help', async () => {
    const { stdout } = await machine.run(['node', '--help']);
    expect(stdout).toMatch(/^ +start /m);
    expect(stdout).not.toMatch(/^ +host /m);
  });
});
