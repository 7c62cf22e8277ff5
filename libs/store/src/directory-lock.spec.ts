import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { OttoError } from '@otto/protocol';
import { temporaryDirectory } from '../test/temporary-directory';
import { DirectoryLock } from './directory-lock';
import { processMark } from './process-identity';

const inDirectory = temporaryDirectory();
const file = (): string => inDirectory('relay.lock');
const acquire = (): Promise<DirectoryLock> => DirectoryLock.acquire(inDirectory());

describe('DirectoryLock', () => {
  it('lets nobody else in until it is released', async () => {
    const lock = await acquire();
    await expect(acquire()).rejects.toMatchObject({
      code: 'directory_locked',
      details: { pid: process.pid, path: inDirectory() },
    });
    await lock.release();
    await (await acquire()).release();
    expect(await readdir(inDirectory())).toEqual([]);
  });

  it('names its process in a file that only its owner reads', async () => {
    const lock = await acquire();
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ pid: process.pid });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await lock.release();
  });

  it('refuses while another process lives that holds it, and names that process', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    await writeFile(file(), JSON.stringify({ pid: child.pid, birth: await processMark(child.pid ?? 0), id: 'x' }));
    await expect(acquire()).rejects.toMatchObject({ code: 'directory_locked', details: { pid: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await acquire()).release();
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 30, id: 'x' }],
    ['nobody', {}],
  ])('takes over a lock that names %s', async (_, holder) => {
    await writeFile(file(), JSON.stringify(holder));
    const lock = await acquire();
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  // Only Linux shows when a process was started.
  (process.platform === 'linux' ? it : it.skip)(
    'takes over from an earlier process with the pid of this one, as in a container',
    async () => {
      await writeFile(file(), JSON.stringify({ pid: process.pid, birth: 'an earlier boot/1', id: 'x' }));
      await (await acquire()).release();
    },
  );

  it('takes over an empty lock, as a power cut can leave it', async () => {
    await writeFile(file(), '');
    await (await acquire()).release();
  });

  it('lets one in when many try to take over at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await writeFile(file(), JSON.stringify({ pid: 2 ** 30, id: 'x' }));
      const attempts = await Promise.allSettled(Array.from({ length: 8 }, acquire));
      const locks = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
      const refusals = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
      expect(locks).toHaveLength(1);
      expect(refusals.map((error) => error instanceof OttoError && error.code)).toEqual(
        Array.from({ length: 7 }, () => 'directory_locked'),
      );
      await locks[0]?.release();
      expect(await readdir(inDirectory())).toEqual([]);
    }
  });

  it('takes over from a process that was killed while it took over itself', async () => {
    for (const name of ['relay.lock', 'relay.lock.takeover']) {
      await writeFile(inDirectory(name), JSON.stringify({ pid: 2 ** 30, id: name }));
    }
    await (await acquire()).release();
    expect(await readdir(inDirectory())).toEqual([]);
  });

  it('leaves a lock alone that has become somebody else’s', async () => {
    const lock = await acquire();
    const theirs = JSON.stringify({ pid: process.pid, id: 'theirs' });
    await writeFile(file(), theirs);
    await lock.release();
    expect(await readFile(file(), 'utf8')).toBe(theirs);
  });

  it('says when the directory cannot be written', async () => {
    await expect(DirectoryLock.acquire(inDirectory('missing'))).rejects.toMatchObject({
      code: 'directory_not_writable',
      details: { reason: 'ENOENT' },
    });
  });
});
