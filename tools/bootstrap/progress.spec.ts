import { Progress } from './progress.mjs';

class Terminal {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns = 40,
  ) {}
  write(text: string): void {
    this.text += text;
  }
}

function setUp(isTTY: boolean, env = {}): { terminal: Terminal; progress: Progress; wait: (ms: number) => void } {
  const terminal = new Terminal(isTTY);
  let now = 0;
  return { terminal, progress: new Progress({ terminal, clock: () => now, env }), wait: (ms) => (now += ms) };
}

describe('progress', () => {
  it('writes one line when a step begins and one with its time when it ends, where nobody watches', async () => {
    const { terminal, progress, wait } = setUp(false);
    const work = (): Promise<string> => {
      wait(1234);
      return Promise.resolve('8787');
    };
    expect(await progress.step('Starting', work, (port) => `port ${port}`)).toBe('8787');
    expect(terminal.text).toBe('  … Starting\n  ✓ Starting: port 8787  1.2 s\n');
  });

  it('marks a step that throws, and lets the error through', async () => {
    const { terminal, progress } = setUp(false);
    await expect(progress.step('Building', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(terminal.text).toContain('✗ Building  0.0 s');
  });

  it('shows all steps that run, and takes the line away when the last one has ended', () => {
    const { terminal, progress } = setUp(true, { NO_COLOR: '1' });
    const [first, second] = [progress.start('relay'), progress.start('cli')];
    expect(terminal.text).toMatch(/relay 0 s, cli 0 s$/);
    first.done();
    expect(terminal.text).toMatch(/✓ relay {2}0\.0 s\n[^]*cli 0 s$/);
    second.failed();
    expect(terminal.text.endsWith('\n\r\u001b[2K')).toBe(true);
  });

  it('keeps the moving line within the terminal, since a wrapped one cannot be taken away', () => {
    const { terminal, progress } = setUp(true, { NO_COLOR: '1' });
    progress.start('x'.repeat(100));
    const drawn = terminal.text.split('\r\u001b[2K').at(-1) ?? '';
    expect(drawn.length).toBeLessThan(40);
    progress.stop();
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{}, true],
  ])('uses colours on a terminal with %j: %s', (env, coloured) => {
    const { terminal, progress } = setUp(true, env);
    progress.start('relay').done();
    expect(terminal.text.includes('\u001b[32m')).toBe(coloured);
  });

  it.each([{ CI: 'true' }, { TERM: 'dumb' }])('does not move with %j', (env) => {
    const { terminal, progress } = setUp(true, env);
    progress.start('relay').done();
    expect(terminal.text).toBe('  … relay\n  ✓ relay  0.0 s\n');
  });
});
