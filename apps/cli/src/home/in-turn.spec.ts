import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryLock } from '@otto/store';
import { inTurn } from './in-turn';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-turn-'));
  file = join(directory, 'config.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('inTurn', () => {
  it('runs one piece of work after the other, also after one that fails', async () => {
    const steps: string[] = [];
    let go: () => void = () => undefined;
    let first: Promise<void> | undefined;
    await new Promise<void>((begun) => {
      first = inTurn(file, async () => {
        begun();
        await new Promise<void>((resolve) => (go = resolve));
        steps.push('first');
        throw new Error('no');
      });
    });
    const second = inTurn(file, async () => void steps.push('second'));
    go();
    await Promise.allSettled([first, second]);
    expect(steps).toEqual(['first', 'second']);
    await expect(first).rejects.toThrow('no');
  });

  it('leaves nothing behind', async () => {
    await inTurn(file, () => Promise.resolve());
    expect(await readdir(directory)).toEqual([]);
  });

  it('does not wait for ever for one that hangs', async () => {
    const hanging = await DirectoryLock.acquire(directory, 'config.json.lock');
    await expect(inTurn(file, () => Promise.resolve('done'), 0)).resolves.toBe('done');
    await hanging.release();
  });

  it('leaves it to the work to say that the directory is not there', async () => {
    const elsewhere = join(directory, 'missing', 'config.json');
    await expect(inTurn(elsewhere, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
