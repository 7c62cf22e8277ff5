import { readFile } from 'node:fs/promises';
import { systemCode } from './not-writable';

/**
 * Tells a process from a later one with the same pid: boot and start time, where the system shows them (Linux). In a
 * container the relay has the same pid at every start, so the pid alone says too little.
 */
export async function processBirth(pid: number): Promise<string | undefined> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The second field, the program's name in parentheses, may hold spaces; the state is the 3rd, the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended and only waits for its parent to notice: nobody can have noted this as its birth.
    return `${boot.trim()}/${fields[0] === 'Z' ? 'ended' : fields[19]}`;
  } catch {
    return undefined;
  }
}

/** Whether the process that noted `pid` and `birth` still lives. */
export async function isAlive(pid: number, birth: string | undefined): Promise<boolean> {
  if (!signalReaches(pid)) return false;
  return birth === undefined || birth === ((await processBirth(pid)) ?? birth);
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
