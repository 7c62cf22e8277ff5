import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcess } from '../relay/process-identity';
import { writeNodeRecord, type NodeRecord, type ProcessReference } from './node-record';

/** The browser gets ten seconds from its supervisor to save what it has to. */
const END_LIMIT_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/**
 * Ends a node's supervisor by signal, and with it the browser; by force when it takes too long. Says whether there was
 * anything to end. Afterwards the profile is free.
 */
export async function stopNode(record: NodeRecord, recordFile: string): Promise<boolean> {
  const wasRunning = [await endProcess(record.host), await endProcess(record.browser)].includes(true);
  if (wasRunning) await writeNodeRecord(recordFile, { ...record, ended: 'it was stopped' });
  return wasRunning;
}

async function endProcess(reference: ProcessReference): Promise<boolean> {
  const { pid, mark } = reference;
  if (!(await isSameProcess(pid, mark))) return false;
  signal(pid, 'SIGTERM');
  for (let waitedMs = 0; await isSameProcess(pid, mark); waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs >= END_LIMIT_MS) signal(pid, 'SIGKILL');
    if (waitedMs >= 2 * END_LIMIT_MS) break;
    await delay(LOOK_AGAIN_MS);
  }
  return true;
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in between.
  }
}
