import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkspaceLock } from './workspace-lock.mjs';

describe('the lock of a checkout', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'otto-spec-'));
    file = join(directory, 'deep/lock');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A piece of work that lasts until it is told to end. */
  function work(): { run: () => Promise<void>; end: () => void; begun: () => boolean } {
    let end = (): void => undefined;
    let hasBegun = false;
    const over = new Promise<void>((resolve) => (end = resolve));
    return {
      run: () => {
        hasBegun = true;
        return over;
      },
      end,
      begun: () => hasBegun,
    };
  }

  it('lets one work at a time, and tells the other one whom it waits for', async () => {
    const [first, second] = [work(), work()];
    const waitedFor = new Promise<number>((onWait) => {
      void withWorkspaceLock(file, first.run);
      void withWorkspaceLock(file, second.run, { onWait }).then(() => undefined);
    });
    expect(await waitedFor).toBe(process.pid);
    expect(second.begun()).toBe(false);
    first.end();
    second.end();
    await withWorkspaceLock(file, () => Promise.resolve());
    expect(second.begun()).toBe(true);
  });

  it('is free again when the work fails', async () => {
    await expect(withWorkspaceLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it('is taken from a process that is gone', async () => {
    await withWorkspaceLock(file, () => Promise.resolve());
    writeFileSync(file, `${spawnSync(process.execPath, ['-e', '0']).pid}\n`);
    await expect(withWorkspaceLock(file, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('is taken when its holder has not touched it for long, whoever has that process id now', async () => {
    await withWorkspaceLock(file, () => Promise.resolve());
    writeFileSync(file, `${process.pid}\n`);
    utimesSync(file, 0, 0);
    await expect(withWorkspaceLock(file, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('is waited for no longer than the signal allows', async () => {
    const held = work();
    const holding = withWorkspaceLock(file, held.run);
    const interruption = new AbortController();
    const waiting = withWorkspaceLock(file, work().run, { signal: interruption.signal });
    interruption.abort();
    await expect(waiting).rejects.toThrow();
    held.end();
    await holding;
  });
});
