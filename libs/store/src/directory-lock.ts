import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OttoError } from '@otto/protocol';
import { inspectLock, type LockHolder } from './lock-holder';
import { placeFile } from './place-file';
import { processMark } from './process-identity';

/** Every further attempt means that another process took or gave up the lock in between. */
const ATTEMPTS = 10;

/** The right of one process to use a directory: a file in it that names the process. */
export class DirectoryLock {
  readonly #file: string;
  readonly #holder: LockHolder;

  private constructor(file: string, holder: LockHolder) {
    this.#file = file;
    this.#holder = holder;
  }

  /**
   * Takes the lock, also from a process that died with it. Throws `directory_locked` with the pid of a living holder, or
   * `directory_not_writable`.
   */
  static async acquire(directory: string, name = 'relay.lock'): Promise<DirectoryLock> {
    const file = join(directory, name);
    const { pid } = process;
    const holder: LockHolder = { pid, birth: await processMark(pid), id: randomBytes(12).toString('hex') };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await place(file, holder)) return new DirectoryLock(file, holder);
      await removeIfStale(file, holder, directory);
    }
    throw locked(undefined, directory);
  }

  /** Gives the directory free; does nothing when the lock is not held any more. */
  async release(): Promise<void> {
    const { holder } = await inspectLock(this.#file);
    if (holder?.id === this.#holder.id) await rm(this.#file, { force: true });
  }
}

/**
 * Removes the lock of a dead process. Several may try at once, and one may have taken the lock before another removes
 * what it believes to be stale; so only the holder of a second lock removes, and looks again first.
 */
async function removeIfStale(file: string, holder: LockHolder, directory: string): Promise<void> {
  if (!(await isStale(file, directory))) return;
  const guard = `${file}.takeover`;
  if (!(await place(guard, holder))) {
    // A guard exists for a millisecond; one that is stale was left by a process that was killed in it.
    if (await isStale(guard, directory)) await rm(guard, { force: true });
    return;
  }
  try {
    if (await isStale(file, directory)) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Whether a lock file is there whose holder is not. Throws `directory_locked` when the holder lives. */
async function isStale(file: string, directory: string): Promise<boolean> {
  const { state, holder } = await inspectLock(file);
  if (state === 'held') throw locked(holder?.pid, directory);
  return state === 'stale';
}

/** False when there is a lock already. */
function place(file: string, holder: LockHolder): Promise<boolean> {
  return placeFile(file, JSON.stringify(holder));
}

function locked(pid: number | undefined, directory: string): OttoError {
  return new OttoError('directory_locked', { pid: pid ?? 'unknown', path: directory });
}
