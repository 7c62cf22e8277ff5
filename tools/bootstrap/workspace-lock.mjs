import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** A holder that has not touched its lock for so long is gone, whoever has its process id by now. */
const STALE_MS = 20_000;
const LOOK_MS = 250;

/**
 * Runs `work` while no other bootstrap of this checkout installs or builds.
 * @template T
 * @param {string} file the lock file
 * @param {() => Promise<T>} work
 * @param {{ signal?: AbortSignal, onWait?: (pid: number) => void }} [options] `onWait` is told once whom it waits for
 * @returns {Promise<T>}
 */
export async function withWorkspaceLock(file, work, { signal, onWait } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  let isWaiting = false;
  while (!tryLock(file)) {
    const holder = readHolder(file);
    if (isStale(file) || (holder && !isAlive(holder))) {
      rmSync(file, { force: true });
      continue;
    }
    // A lock that has no holder yet is being written at this moment.
    if (holder && !isWaiting) onWait?.(holder);
    isWaiting ||= holder !== undefined;
    await delay(LOOK_MS, undefined, { signal });
  }
  const beat = setInterval(() => touch(file), BEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (readHolder(file) === process.pid) rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function isStale(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS;
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed it; the work goes on, and the next bootstrap simply sees no lock.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
