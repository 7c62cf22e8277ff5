import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodePlan } from './host-messages';
import { HostProcess } from './host-process';
import type { NodeStatus } from './node-status';
import { nodeRecord } from './testing/node-record.fixture';

const PLAN = { name: 'default' } as NodePlan;

describe('the supervisor, seen by its starter', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otto-spec-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** Starts a script in the place of `otto`; `tell` answers the starter. */
  async function hostThat(code: string): Promise<HostProcess> {
    const launcher = join(directory, 'otto.cjs');
    await writeFile(launcher, `const tell = (m) => process.send(m); ${code}`);
    return HostProcess.start(PLAN, launcher, join(directory, 'node.log'), process.env);
  }
  const log = (): Promise<string> => readFile(join(directory, 'node.log'), 'utf8');

  it('gets the plan, and is called as otto node host', async () => {
    const host = await hostThat(`process.on('message', ({ plan }) => {
      tell({ kind: 'status', status: { state: [...process.argv.slice(2), plan.name].join(' ') } }) })`);
    const status = await new Promise<NodeStatus>((resolve) => host.onStatus(resolve));
    expect(status).toEqual({ state: 'node host default default' });
    await host.abandon();
  });

  it('is released once it has noted down what runs', async () => {
    const record = nodeRecord();
    const host = await hostThat(`process.on('message', ({ kind, nodeId }) => {
      if (kind === 'release') tell({ kind: 'released', record: { ...${JSON.stringify(record)}, nodeId } }) })`);
    expect(await host.release('node_two', new AbortController().signal)).toEqual({ ...record, nodeId: 'node_two' });
  });

  it('is not waited for any longer than its user likes', async () => {
    const host = await hostThat(
      `process.on('message', () => undefined); process.on('disconnect', () => process.exit())`,
    );
    await expect(host.release('node_two', AbortSignal.abort())).rejects.toMatchObject({ code: 'command_cancelled' });
    await host.abandon();
  });

  it('is known to have failed, with its own code and remedy', async () => {
    const error = { code: 'node_already_running', message: 'It runs.', actionableHint: 'Stop it.' };
    const host = await hostThat(`tell({ kind: 'failed', error: ${JSON.stringify(error)} }); process.disconnect()`);
    await expect(host.failure).rejects.toMatchObject({
      code: 'node_already_running',
      message: 'It runs.',
      hint: 'Stop it.',
    });
  });

  it('is known to have ended, and what it wrote is in the log', async () => {
    const host = await hostThat(`console.error('out of memory'); process.exit(9)`);
    await expect(host.failure).rejects.toMatchObject({
      code: 'browser_start_failed',
      message: expect.stringContaining('code 9'),
      hint: expect.stringContaining('node.log'),
    });
    expect(await log()).toBe('out of memory\n');
  });

  it('ends when it is abandoned, after it has cleaned up', async () => {
    const host = await hostThat(`process.on('disconnect', () => { console.log('cleaned up'); process.exit() });
      process.on('message', () => tell({ kind: 'status', status: { state: 'up' } }))`);
    await new Promise((resolve) => host.onStatus(resolve));
    await host.abandon();
    expect(await log()).toBe('cleaned up\n');
  });

  it('adds to the log of earlier runs', async () => {
    await writeFile(join(directory, 'node.log'), 'yesterday\n');
    const host = await hostThat(`console.log('today')`);
    await expect(host.failure).rejects.toThrow();
    expect(await log()).toBe('yesterday\ntoday\n');
  });
});
