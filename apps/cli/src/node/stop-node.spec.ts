import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processMark } from '@otto/store';
import { isNodeRunning, nodeFiles, readNodeRecord } from './node-record';
import { stopNode } from './stop-node';
import { nodeRecord } from './testing/node-record.fixture';

describe('stopping a node', () => {
  let nodes: string;
  let children: ChildProcess[] = [];
  beforeEach(async () => {
    nodes = await mkdtemp(join(tmpdir(), 'otto-spec-'));
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await rm(nodes, { recursive: true });
  });

  /** A process that says when it is ready, then stays. */
  async function start(code = ''): Promise<{ pid: number; mark: string; ended: Promise<unknown[]> }> {
    const script = `${code}; setInterval(() => {}, 1000); console.log('ready')`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    const pid = child.pid as number;
    return { pid, mark: (await processMark(pid)) as string, ended: once(child, 'exit') };
  }

  it('lets the supervisor end in order, and notes that it was stopped', async () => {
    const { pid, mark, ended } = await start(`process.on('SIGTERM', () => process.exit(42))`);
    const { record: file } = nodeFiles(nodes, 'default');
    await stopNode(nodeRecord({ host: { pid, mark } }), file);
    expect(await ended).toEqual([42, null]);
    const record = await readNodeRecord(file);
    expect(record?.ended).toBe('stopped');
    expect(record && (await isNodeRunning(record))).toBe(false);
  });

  it('ends a browser whose supervisor is gone', async () => {
    const { pid, mark, ended } = await start();
    await stopNode(nodeRecord({ browser: { ...nodeRecord().browser, pid, mark } }), nodeFiles(nodes, 'default').record);
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('leaves a process alone that only has the same id', async () => {
    const { pid } = await start();
    await stopNode(nodeRecord({ host: { pid, mark: 'of an earlier process' } }), nodeFiles(nodes, 'default').record);
    expect(await processMark(pid)).toBeDefined();
  });
});
