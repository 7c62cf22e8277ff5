import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess } from './end-process';
import { processMark } from '@otto/store';

const idle = ['-e', 'process.stdout.write("up"); setInterval(() => undefined, 60000)'];

describe('endProcess', () => {
  it('ends a process and waits until it is gone', async () => {
    const child = spawn(process.execPath, idle);
    await once(child.stdout, 'data');
    const exited = once(child, 'exit');
    const mark = await processMark(child.pid!);
    await endProcess(child.pid!, mark!);
    await expect(processMark(child.pid!)).resolves.toBeUndefined();
    await expect(exited).resolves.toEqual([null, 'SIGTERM']);
  });

  it('does not mind that the process ended just before it was told to', async () => {
    const child = spawn(process.execPath, idle);
    await once(child.stdout, 'data');
    const mark = await processMark(child.pid!);
    const { kill } = process;
    const spy = jest.spyOn(process, 'kill').mockImplementation((pid, signal) => {
      if (signal === 0) return kill.call(process, pid, signal);
      kill.call(process, pid, 'SIGKILL');
      throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
    });
    await endProcess(child.pid!, mark!).finally(() => spy.mockRestore());
    await expect(processMark(child.pid!)).resolves.toBeUndefined();
  });

  it('leaves a process alone that only has the pid', async () => {
    const kill = jest.spyOn(process, 'kill');
    await endProcess(process.pid, 'another start');
    expect(kill.mock.calls.filter(([, signal]) => signal !== 0)).toEqual([]);
    kill.mockRestore();
  });
});
