import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { Machine, OTTO, run, type Run } from '../support/machine';

/** What the command is to the shell that runs it: its streams, its signals, its exit code. */
describe('the otto command as a process', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await Machine.create();
    await machine.startRelay();
  }, 60_000);
  afterAll(() => machine.remove(), 60_000);

  const inShell = (line: string): Promise<Run> =>
    run('/bin/bash', ['-c', `set -o pipefail; otto() { '${process.execPath}' '${OTTO}' "$@"; }; ${line}`], {
      env: machine.env,
    });

  it('ends well when nobody reads on', async () => {
    await expect(inShell('otto logs export | head -1')).resolves.toMatchObject({ code: 0, stderr: '' });
    let isOver = false;
    const following = inShell('otto logs follow --latest 1 | head -1').finally(() => (isOver = true));
    // That its reader has gone is told to whoever writes into a pipe, and to nobody else.
    while (!isOver) await machine.otto(['cmd', '--action', 'primitive.tab.query', '--node-id', 'node_nobody']);
    await expect(following).resolves.toMatchObject({ code: 0, stderr: '' });
  }, 60_000);

  it('fails, and says why, when its output cannot be written', async () => {
    const { code, stderr } = await inShell('otto logs list > /dev/full');
    expect([code, stderr]).toEqual([1, 'What was to be printed could not be written (ENOSPC).\n']);
  });

  it.each(['otto config >&-', 'otto config 2>&-', 'otto config <&-'])('works without a stream (%s)', async (line) => {
    await expect(inShell(line)).resolves.toMatchObject({ code: 0 });
  });

  it('fails by its exit code alone when nobody reads its errors', async () => {
    await expect(inShell('otto nonsense 2>&-')).resolves.toEqual({ code: 1, stdout: '', stderr: '' });
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('takes an attached relay along at %s', async (signal) => {
    const other = await Machine.create();
    const argv = [OTTO, 'start', '--attached', '--port', '0'];
    const child = spawn(process.execPath, argv, { env: { ...process.env, ...other.env }, stdio: 'pipe' });
    await once(child.stdout, 'data');
    const { pid } = await other.json<{ pid: number }>(['status']);
    const ended = once(child, 'exit');
    child.kill(signal);
    await expect(ended).resolves.toEqual([0, null]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await other.remove();
  });
});
