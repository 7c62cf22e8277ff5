import { OttoError } from '@otto/protocol';
import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcess } from '@otto/store';

const GRACE_MS = 12_000;
const FORCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Asks a process that is not our child to end, makes it end after 12 s, and resolves when it is gone. `mark` protects
 * whoever has its pid by now.
 *
 * @throws OttoError `process_not_ended`
 */
export async function endProcess(pid: number, mark: string): Promise<void> {
  const isGone = async (): Promise<boolean> => !(await isSameProcess(pid, mark));
  for (const [signal, limitMs] of [
    ['SIGTERM', GRACE_MS],
    ['SIGKILL', FORCE_MS],
  ] as const) {
    if (await isGone()) return;
    send(pid, signal);
    if (await becomesTrue(isGone, limitMs)) return;
  }
  throw new OttoError('process_not_ended', { pid });
}

/** Looks again and again, because the system tells only parents when a process ends. */
async function becomesTrue(test: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + limitMs; Date.now() < giveUpAt; await delay(LOOK_EVERY_MS)) {
    if (await test()) return true;
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may have ended since it was looked at.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
