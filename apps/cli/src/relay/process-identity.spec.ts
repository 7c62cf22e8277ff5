import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isSameProcess, processMark } from './process-identity';

const idle = ['-e', 'process.stdout.write("up"); setInterval(() => undefined, 60000)'];

describe('processMark', () => {
  it('is the same for as long as the process runs, and nothing afterwards', async () => {
    const child = spawn(process.execPath, idle);
    await once(child.stdout, 'data');
    const pid = child.pid!;
    const mark = await processMark(pid);
    expect(mark).toMatch(/./);
    await expect(isSameProcess(pid, mark!)).resolves.toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(isSameProcess(pid, mark!)).resolves.toBe(false);
  });

  it('tells a process from an earlier one with its pid', async () => {
    await expect(isSameProcess(process.pid, 'another start')).resolves.toBe(false);
  });
});
