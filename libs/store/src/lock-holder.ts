import { readFile } from 'node:fs/promises';
import { systemCode } from './not-writable';
import { mayBeSameProcess } from './process-identity';

/** What a lock file says. */
export interface LockHolder {
  readonly pid: number;
  /** Tells the process from a later one with the same pid, where the system lets it. */
  readonly birth?: string;
  /** Tells two locks of one process apart. */
  readonly id: string;
}

/** `stale`: the file is there, but the process that it names is not, or it names none. */
export interface LockInspection {
  readonly state: 'free' | 'held' | 'stale';
  readonly holder?: LockHolder;
}

export async function inspectLock(file: string): Promise<LockInspection> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { state: 'free' };
    throw error;
  }
  const holder = parseHolder(text);
  if (holder === undefined) return { state: 'stale' };
  return { state: (await mayBeSameProcess(holder.pid, holder.birth)) ? 'held' : 'stale', holder };
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, birth, id } = value as { pid?: unknown; birth?: unknown; id?: unknown };
  const isPid = Number.isSafeInteger(pid) && Number(pid) > 0;
  return isPid && typeof id === 'string' && (birth === undefined || typeof birth === 'string');
}
