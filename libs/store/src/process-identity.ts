import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from './not-writable';

const PS_TIMEOUT_MS = 2_000;

/**
 * What tells a process from a later one with the same pid: when it started, and in which boot of the machine. Systems give
 * pids again (in a container a program has the same one at every start), so a pid alone is no reason to end a process or
 * to believe that it lives. Undefined when there is no such process; empty where the system does not tell.
 */
export async function processMark(pid: number): Promise<string | undefined> {
  if (!signalReaches(pid)) return undefined;
  if (process.platform === 'linux') return linuxMark(pid);
  return process.platform === 'win32' ? '' : psMark(pid);
}

/** Whether the process that had this mark certainly still runs: the question before one ends it. */
export async function isSameProcess(pid: number, mark: string): Promise<boolean> {
  return (await processMark(pid)) === mark;
}

/** Whether the process that had this mark may still run, as far as anyone can tell: the question before one takes its place. */
export async function mayBeSameProcess(pid: number, mark = ''): Promise<boolean> {
  const current = await processMark(pid);
  return current !== undefined && (mark === '' || current === '' || mark === current);
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return systemCode(error) === 'EPERM';
  }
}

async function linuxMark(pid: number): Promise<string | undefined> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'latin1'),
    ]);
    // The second field, the program's name in parentheses, may hold anything; the state is the 3rd, the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return fields[0] === 'Z' ? undefined : `${boot.trim()}/${fields[19]}`;
  } catch {
    // It ended this moment, or the system hides other users' processes.
    return signalReaches(pid) ? '' : undefined;
  }
}

async function psMark(pid: number): Promise<string | undefined> {
  try {
    const ps = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { timeout: PS_TIMEOUT_MS });
    return ps.stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
