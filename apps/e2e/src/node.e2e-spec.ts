import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';
import { BrowserEye, OFFSCREEN } from '../support/browser-eye';
import { eventually } from '../support/eventually';
import { Machine, OTTO } from '../support/machine';

const LOG = 'nodes/default/node.log';

interface NodeRecord {
  readonly nodeId: string;
  readonly state: string;
  readonly ended?: string;
  readonly host: { readonly pid: number };
  readonly browser: { readonly pid: number };
}

describe('a browser that runs as a node', () => {
  let machine: Machine;

  beforeAll(async () => {
    machine = await Machine.create();
    await machine.startRelay();
  }, 60_000);
  afterAll(() => machine.remove(), 60_000);
  afterEach(() => machine.otto(['node', 'stop', '--all']), 60_000);

  const record = async (): Promise<NodeRecord> =>
    (await machine.json<{ nodes: [NodeRecord] }>(['node', 'list'])).nodes[0];
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const pidsOf = ({ host, browser }: NodeRecord): number[] => [host.pid, browser.pid];
  const untilGone = (pids: number[]): Promise<unknown> =>
    eventually(
      () => machine.otto(['node', 'list']),
      () => !pids.some(isAlive),
      20_000,
    );

  it('keeps its identity: started again, it need not be let in anew', async () => {
    const { nodeId } = await machine.startNode();
    await machine.json(['node', 'stop']);
    expect(await machine.startNode()).toMatchObject({ nodeId, paired: false });
    expect(await record()).toMatchObject({ nodeId, state: 'connected' });
  }, 60_000);

  it('leaves no process behind when it is stopped', async () => {
    await machine.startNode();
    const pids = pidsOf(await record());
    expect(pids.every(isAlive)).toBe(true);
    await machine.json(['node', 'stop']);
    await untilGone(pids);
    expect(await record()).toMatchObject({ state: 'stopped', ended: 'stopped' });
  }, 60_000);

  it('ends with its browser, and says so', async () => {
    await machine.startNode();
    const running = await record();
    process.kill(running.browser.pid, 'SIGKILL');
    await untilGone(pidsOf(running));
    expect(await record()).toMatchObject({ state: 'stopped', ended: 'its browser ended' });
    expect(await machine.file(LOG)).toContain('its browser ended');
  }, 60_000);

  it('takes its browser along when it is killed, and can be started again', async () => {
    await machine.startNode();
    const running = await record();
    process.kill(running.host.pid, 'SIGKILL');
    await untilGone(pidsOf(running));
    await machine.startNode();
    expect(await record()).toMatchObject({ nodeId: running.nodeId, state: 'connected' });
  }, 60_000);

  it('is one, also when two are started at the same time', async () => {
    const runs = await Promise.all([1, 2].map(() => machine.otto(['node', 'start', '--headless'])));
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(runs.find(({ code }) => code === 1)?.stderr).toMatch(/^node_already_running: /m);
    expect(await record()).toMatchObject({ state: 'connected' });
  }, 60_000);

  it('leaves nothing behind when its start is interrupted', async () => {
    const { nodeId } = await machine.startNode();
    await machine.json(['node', 'stop']);
    await rm(join(machine.home, LOG));
    const starting = spawn(process.execPath, [OTTO, 'node', 'start', '--headless'], {
      env: { ...process.env, OTTO_HOME: machine.home },
      stdio: 'ignore',
    });
    const ended = once(starting, 'exit');
    const isUnderWay = (): Promise<boolean> =>
      machine.file(LOG).then(
        (log) => log.includes('starting'),
        () => false,
      );
    await eventually(isUnderWay, (underWay) => underWay, 20_000);
    starting.kill('SIGINT');
    expect(await ended).toEqual([1, null]);
    // Nothing holds the profile any more.
    expect(await machine.startNode()).toMatchObject({ nodeId });
  }, 60_000);

  it('starts its extension anew when that has crashed, and says so', async () => {
    const { profile, nodeId } = await machine.startNode(['--remote-debugging-port=0']);
    const eye = await BrowserEye.open(profile);
    await eye.crash(OFFSCREEN);
    await eventually(
      () => machine.file(LOG),
      (log) => log.includes('the extension runs again'),
      30_000,
    );
    eye.close();
    const nodes = (): Promise<{ nodes: { nodeId: string }[] }> => machine.json(['status', '--nodes']);
    await eventually(nodes, (answer) => answer.nodes.some((node) => node.nodeId === nodeId), 20_000);
    expect(await machine.json(['cmd', '--action', 'primitive.tab.query'])).toMatchObject({ data: { tabs: [] } });
  }, 90_000);

  it('is not held awake: nothing stays attached to the extension', async () => {
    const { profile } = await machine.startNode(['--remote-debugging-port=0']);
    const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    const browser = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await once(browser, 'open');
    browser.send(JSON.stringify({ id: 1, method: 'Target.getTargets', params: { filter: [{}] } }));
    const [answer] = (await once(browser, 'message')) as [Buffer];
    browser.close();
    const { result } = JSON.parse(String(answer)) as {
      result: { targetInfos: { url: string; attached: boolean; type: string }[] };
    };
    const parts = result.targetInfos.filter(({ url }) => url.startsWith('chrome-extension://'));
    expect(parts.map(({ type }) => type)).toContain('service_worker');
    expect(parts.filter(({ attached }) => attached)).toEqual([]);
  }, 60_000);

  it('tells of a program that is no browser, and where to look', async () => {
    const { code, stderr } = await machine.otto(['node', 'start', '--headless', '--browser', process.execPath]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^browser_start_failed: .*\n→ Look into .*node\.log/m);
  }, 60_000);
});
