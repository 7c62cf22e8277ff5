import { OttoError } from '@otto/protocol';
import { awaitSelector, stopWaiting, type SelectorOutcome } from '../page/await-selector';
import type { SelectorWait } from '../site-context';
import type { PageScripts } from './page-scripts';

const STOP_MS = 1000;
/** A wait ends so much before its command does, or what is told would be that the command's time is over. */
const BEFORE_DEADLINE_MS = 100;

/** Waits in the page until something matches. Throws `page_not_ready` when nothing does in time. */
export async function waitForSelector(
  scripts: PageScripts,
  selector: string,
  { timeoutMs, deep = false }: SelectorWait,
  { signal, deadlineAt }: { readonly signal: AbortSignal; readonly deadlineAt: number },
): Promise<void> {
  const id = crypto.randomUUID();
  const withinMs = Math.max(0, Math.min(timeoutMs ?? Infinity, deadlineAt - BEFORE_DEADLINE_MS - Date.now()));
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new OttoError('page_not_ready')), withinMs);
  const look = { func: awaitSelector, args: [id, selector, deep, withinMs], isImmediate: true, isRepeatable: true };
  try {
    // Timers of pages in the background are slow, hence the one here as well.
    const outcome = await scripts.run({ ...look, isDeep: deep }, AbortSignal.any([signal, over.signal]));
    expectFound(outcome as SelectorOutcome);
  } catch (error) {
    if (signal.aborted || over.signal.aborted) void stop(scripts, id);
    throw isTimeOut(error) ? new OttoError('page_not_ready') : error;
  } finally {
    clearTimeout(timer);
  }
}

/** What waits in the page is told to end; where that cannot be done, it ends by its own timer or with the page. */
async function stop(scripts: PageScripts, id: string): Promise<void> {
  const script = { func: stopWaiting, args: [id], isImmediate: true };
  await scripts.run(script, AbortSignal.timeout(STOP_MS)).catch(() => undefined);
}

function expectFound(outcome: SelectorOutcome): void {
  if (outcome === 'over') throw new OttoError('page_not_ready');
  if (outcome !== 'found') throw new OttoError('page_script_failed', { reason: outcome.broken });
}

function isTimeOut(error: unknown): boolean {
  return error instanceof OttoError && error.code === 'command_timed_out';
}
