import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
    // exec keeps the shell's child, which then has a parent that never waits for it.
    const parent = spawn('sh', ['-c', '(exit 0) & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    const birth = await processBirth(process.pid);
    while (!(await processBirth(pid))?.endsWith('/ended')) await new Promise(setImmediate);
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
