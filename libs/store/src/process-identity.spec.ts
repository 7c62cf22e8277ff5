import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { until } from '../test/until';
import { isSameProcess, mayBeSameProcess, processMark } from './process-identity';

// Only Linux shows when a process was started.
const onLinux = process.platform === 'linux' ? it : it.skip;

const IDLE = ['-e', 'process.stdout.write("up"); setInterval(() => undefined, 60000)'];

describe('processMark', () => {
  it('is the same for as long as the process runs, and nothing afterwards', async () => {
    const child = spawn(process.execPath, IDLE);
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    const mark = (await processMark(pid)) ?? '';
    expect(await isSameProcess(pid, mark)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processMark(pid)).toBeUndefined();
    expect(await isSameProcess(pid, mark)).toBe(false);
    expect(await mayBeSameProcess(pid, mark)).toBe(false);
  });

  onLinux('tells a process from an earlier one with the same pid', async () => {
    const mark = await processMark(process.pid);
    expect(mark).toMatch(/^[0-9a-f-]{36}\/\d+$/);
    expect(await isSameProcess(process.pid, `${mark}0`)).toBe(false);
    expect(await mayBeSameProcess(process.pid, `${mark}0`)).toBe(false);
  });

  onLinux('does not take a process that ended without its parent noticing for alive', async () => {
    // cat lives until its input ends. By then its parent is `sleep`, which never asks what has become of it.
    const script = 'cat <&3 & echo $!; exec sleep 60 3<&-';
    const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
    const [output] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
    const pid = Number(output.toString());
    await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
    const mark = (await processMark(pid)) ?? '';
    expect(await isSameProcess(pid, mark)).toBe(true);
    (parent.stdio[3] as Writable).end();
    await until(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
    expect(await isSameProcess(pid, mark)).toBe(false);
    expect(await mayBeSameProcess(pid)).toBe(false);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  });
});

describe('where there is only the pid to go by', () => {
  it('nothing certain can be said, so the process is not ended', async () => {
    expect(await isSameProcess(process.pid, 'another start')).toBe(false);
  });

  it('it may be the same, so its place is not taken', async () => {
    expect(await mayBeSameProcess(process.pid)).toBe(true);
  });
});
