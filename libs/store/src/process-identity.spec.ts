import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { until } from '../test/until';
import { isAlive, processBirth } from './process-identity';

// Only Linux shows when a process was started.
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('isAlive', () => {
  onLinux('tells a process from an earlier one with the same pid', async () => {
    const birth = await processBirth(process.pid);
    expect(birth).toMatch(/^[0-9a-f-]{36}\/\d+$/);
    expect(await isAlive(process.pid, birth)).toBe(true);
    expect(await isAlive(process.pid, `${birth}0`)).toBe(false);
  });

  it('believes the pid where there is no more to go by', async () => {
    expect(await isAlive(process.pid, undefined)).toBe(true);
  });

  onLinux('does not take a process that ended without its parent noticing for alive', async () => {
    // cat lives until its input ends. By then its parent is `sleep`, which never asks what has become of it.
    const script = 'cat <&3 & echo $!; exec sleep 60 3<&-';
    const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
    const [output] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
    const pid = Number(output.toString());
    await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
    expect(await isAlive(pid, await processBirth(pid))).toBe(true);
    const birth = await processBirth(pid);
    (parent.stdio[3] as Writable).end();
    await until(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
    expect(await isAlive(pid, birth)).toBe(false);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  });

  it('notices that a process has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(await isAlive(child.pid ?? 0, undefined)).toBe(false);
  });
});
