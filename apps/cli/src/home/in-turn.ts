import { DirectoryLock } from '@otto/store';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 2_000;

/**
 * Runs `work` while no other `otto` of this user does the like for that file, so that what it reads there is still so when
 * it writes. One that holds the others up for two seconds hangs, and is not waited for any longer.
 */
export async function inTurn<T>(file: string, work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const lock = await turnFor(file, Date.now() + patienceMs);
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}

/** No event tells when another process gives a file back. Undefined where there is no lock to be had. */
async function turnFor(file: string, giveUpAt: number): Promise<DirectoryLock | undefined> {
  for (;;) {
    try {
      return await DirectoryLock.acquire(dirname(file), `${basename(file)}.lock`);
    } catch (error) {
      // Where nothing can be written, the work says so in its own words.
      const isTaken = (error as { code?: unknown }).code === 'directory_locked';
      if (!isTaken || Date.now() >= giveUpAt) return undefined;
      await delay(LOOK_EVERY_MS);
    }
  }
}
