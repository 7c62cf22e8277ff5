import { npmCommand, runProgram } from './run-program.mjs';

const node = (code: string, options?: Parameters<typeof runProgram>[2]): ReturnType<typeof runProgram> =>
  runProgram(process.execPath, ['-e', code], options);

describe('running a program', () => {
  it('gives its exit code and what it wrote', async () => {
    const run = node('process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3');
    await expect(run).resolves.toEqual({ code: 3, stdout: 'out', stderr: 'err' });
  });

  it('keeps the last of a long output', async () => {
    const { stdout } = await node('process.stdout.write("x".repeat(1e6) + "the end")');
    expect(stdout.length).toBeLessThan(500_000);
    expect(stdout.endsWith('the end')).toBe(true);
  });

  it('rejects when there is no such program', async () => {
    await expect(runProgram('/nowhere/program', [])).rejects.toThrow('ENOENT');
  });

  it('ends it when the signal aborts, lets it clean up, and rejects with the reason', async () => {
    const interruption = new AbortController();
    const run = node('process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000)', {
      signal: interruption.signal,
      apart: true,
    });
    interruption.abort(new Error('Ctrl+C'));
    await expect(run).rejects.toThrow('Ctrl+C');
  });

  it('does not start anything after the signal has aborted', async () => {
    await expect(node('', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
  });
});

describe('calling npm', () => {
  it('uses the npm that runs this script', () => {
    expect(npmCommand({ npm_execpath: '/usr/lib/npm/bin/npm-cli.js' })).toEqual([
      process.execPath,
      '/usr/lib/npm/bin/npm-cli.js',
    ]);
  });

  it.each([{}, { npm_execpath: '/usr/bin/yarn.js' }])('uses the one on PATH with %j', (env) => {
    expect(npmCommand(env)).toEqual(['npm']);
  });
});
