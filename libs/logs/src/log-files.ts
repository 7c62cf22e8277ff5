import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAY_FILE = /^operations-(\d{4}-\d{2}-\d{2})(?:-(\d{1,6}))?\.jsonl$/;
/** The one file of installs from before day files; it is read, and never written. */
const LEGACY_FILE = 'operations.jsonl';

export interface LogFile {
  readonly path: string;
  readonly name: string;
  /** YYYY-MM-DD (UTC); undefined for the legacy file, which may hold any day. */
  readonly day: string | undefined;
  /** 0 for the first file of its day, then 1, 2, ... */
  readonly part: number;
  readonly bytes: number;
  /** ms since 1970. */
  readonly modifiedAt: number;
}

/** The UTC day that a point in time (ms since 1970) falls on, as YYYY-MM-DD. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function dayFileName(day: string, part: number): string {
  return part === 0 ? `operations-${day}.jsonl` : `operations-${day}-${part}.jsonl`;
}

/** The files of the operation log, the oldest entries first. A directory that is not there holds none. */
export async function listLogFiles(directory: string): Promise<LogFile[]> {
  const names = (await orUndefinedWhenGone(readdir(directory))) ?? [];
  const files = await Promise.all(names.map((name) => describe(directory, name)));
  return files.filter((file) => file !== undefined).sort(byAge);
}

async function describe(directory: string, name: string): Promise<LogFile | undefined> {
  const match = DAY_FILE.exec(name);
  if (match === null && name !== LEGACY_FILE) return undefined;
  const file = path.join(directory, name);
  // It may be swept between the listing and this.
  const facts = await orUndefinedWhenGone(stat(file));
  if (!facts?.isFile()) return undefined;
  const [, day, part = '0'] = match ?? [];
  return { path: file, name, day, part: Number(part), bytes: facts.size, modifiedAt: facts.mtimeMs };
}

/** Files come and go while they are read: one that is not there is no failure, anything else is. */
export async function orUndefinedWhenGone<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function byAge(a: LogFile, b: LogFile): number {
  return (a.day ?? '').localeCompare(b.day ?? '') || a.part - b.part;
}

/** Removes the files whose every entry is older than `retentionDays` full days before `now`. Returns their names. */
export async function sweepLogFiles(directory: string, retentionDays: number, now: number): Promise<string[]> {
  const lastDay = dayOf(now - retentionDays * DAY_MS);
  const old = (await listLogFiles(directory)).filter(({ day, modifiedAt }) => (day ?? dayOf(modifiedAt)) < lastDay);
  await Promise.all(old.map((file) => rm(file.path, { force: true })));
  return old.map(({ name }) => name);
}
