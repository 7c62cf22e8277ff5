/** A signal that aborts after some time or with the caller's own signal, and the owner of the timer behind it. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Counts anew, from now: for something that has shown a sign of life. */
  restart(ms: number): void;
  /** Stops the timer and lets go of the caller's signal. */
  clear(): void;
}

/** Longest delay that setTimeout takes, 24 days; it takes what is more for nothing. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Starts a deadline of `ms`, which may be Infinity. The caller's own abort, before or after, aborts it with the caller's reason. */
export function startDeadline(ms: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const pass = (): void => {
    clearTimeout(timer);
    controller.abort(caller?.reason);
  };
  const expire = (): void => controller.abort();
  const start = (delayMs: number): ReturnType<typeof setTimeout> => setTimeout(expire, Math.min(delayMs, MAX_TIMER_MS));
  let timer = start(ms);
  if (caller?.aborted) pass();
  caller?.addEventListener('abort', pass, { once: true });
  return {
    signal: controller.signal,
    restart: (anewMs) => {
      clearTimeout(timer);
      timer = start(anewMs);
    },
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', pass);
    },
  };
}

/** What the promise becomes, or a rejection with the signal's reason should that abort first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits. Rejects with the signal's reason when that aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return unlessAborted(over, signal).finally(() => clearTimeout(timer));
}
