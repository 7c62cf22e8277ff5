import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OttoError } from '@otto/protocol';
import { notWritable, systemCode } from './not-writable';
import { isAlive, processBirth } from './process-identity';

const NAME = 'relay.lock';

interface Holder {
  readonly pid: number;
  readonly birth?: string;
  /** Tells two locks of one process apart. */
  readonly id: string;
}

/** The right of one process to use a directory: a file `relay.lock` in it that names the process. */
export class DirectoryLock {
  readonly #file: string;
  readonly #holder: Holder;

  private constructor(file: string, holder: Holder) {
    this.#file = file;
    this.#holder = holder;
  }

  /**
   * Takes the lock, also from a process that died with it. Throws `directory_locked` with the pid of a living holder, or
   * `directory_not_writable`.
   */
  static async acquire(directory: string): Promise<DirectoryLock> {
    const file = join(directory, NAME);
    const holder: Holder = {
      pid: process.pid,
      birth: await processBirth(process.pid),
      id: randomBytes(12).toString('hex'),
    };
    if (!(await place(file, holder))) await takeOver(file, holder, directory);
    return new DirectoryLock(file, holder);
  }

  /** Gives the directory free; does nothing when the lock is not held any more. */
  async release(): Promise<void> {
    const now = await readHolder(this.#file);
    if (now?.id === this.#holder.id) await rm(this.#file, { force: true });
  }
}

/**
 * Replaces the lock of a dead process. Two may try at once: only one gets the second lock that guards this, and it looks
 * at the first one again once it has it.
 */
async function takeOver(file: string, holder: Holder, directory: string): Promise<void> {
  await refuseIfHeld(file, directory);
  const guard = `${file}.takeover`;
  if (!(await place(guard, holder))) {
    await refuseIfHeld(guard, directory);
    // Its owner died in the few milliseconds in which it exists.
    await rm(guard, { force: true });
    if (!(await place(guard, holder))) throw await lockedBy(guard, directory);
  }
  try {
    await refuseIfHeld(file, directory);
    await rm(file, { force: true });
    if (!(await place(file, holder))) throw await lockedBy(file, directory);
  } finally {
    await rm(guard, { force: true });
  }
}

/** Creates a lock file with its content in one step; false when there is one already. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.id}`;
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw notWritable(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function refuseIfHeld(file: string, directory: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder !== undefined && (await isAlive(holder.pid, holder.birth))) throw locked(holder.pid, directory);
}

async function lockedBy(file: string, directory: string): Promise<OttoError> {
  return locked((await readHolder(file))?.pid, directory);
}

function locked(pid: number | undefined, directory: string): OttoError {
  return new OttoError('directory_locked', { pid: pid ?? 'unknown', path: directory });
}

/** Who a lock file names; undefined when it is gone or nothing that a lock would hold. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, birth, id } = value as { pid?: unknown; birth?: unknown; id?: unknown };
  return (
    Number.isSafeInteger(pid) &&
    Number(pid) > 0 &&
    typeof id === 'string' &&
    ['string', 'undefined'].includes(typeof birth)
  );
}
