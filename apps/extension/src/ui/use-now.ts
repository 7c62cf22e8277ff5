import { useEffect, useState } from 'react';

const TICK_MS = 1_000;

/** The time, in ms since 1970, every so often as long as `isRunning`. */
export function useNow(isRunning: boolean, everyMs = TICK_MS): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [isRunning, everyMs]);
  return now;
}
