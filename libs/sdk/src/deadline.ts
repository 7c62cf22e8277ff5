/** A signal that aborts after some time or with the caller's own signal, and the owner of the timer behind it. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Stops the timer and lets go of the caller's signal. */
  clear(): void;
}

/** Starts a deadline of `ms`. The signal's reason is the caller's own when the caller aborted. */
export function startDeadline(ms: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const pass = (): void => controller.abort(caller?.reason);
  const timer = setTimeout(() => controller.abort(), ms);
  if (caller?.aborted) pass();
  caller?.addEventListener('abort', pass, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', pass);
    },
  };
}
