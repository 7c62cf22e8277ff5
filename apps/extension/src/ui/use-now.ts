import { useEffect, useReducer } from 'react';

const TICK_MS = 1_000;

/** The time, in ms since 1970; what uses it is drawn anew every so often as long as `isRunning`. */
export function useNow(isRunning: boolean, everyMs = TICK_MS): number {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [isRunning, everyMs]);
  // Not that of the last tick: something that has just come would be older than that.
  return Date.now();
}
