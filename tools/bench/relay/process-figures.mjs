// CPU and memory of another process as the operating system accounts them. Linux; elsewhere through ps.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** USER_HZ: the unit of /proc/<pid>/stat on every Linux that Node runs on. */
const MICROSECONDS_PER_TICK = 10_000;

/** CPU time of all threads so far, user and system. */
export function cpuMicrosecondsOf(pid) {
  if (process.platform !== 'linux') return psSeconds(pid) * 1e6;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses and may hold blanks; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

/** Resident memory in bytes. */
export function memoryOf(pid) {
  if (process.platform !== 'linux') return Number(ps(pid, 'rss')) * 1024;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) * 1024;
}

function psSeconds(pid) {
  return ps(pid, 'time')
    .split(/[-:]/)
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

function ps(pid, column) {
  return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
}
