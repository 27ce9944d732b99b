import { useEffect, useState } from 'react';
import { useRootData } from '../parts/root-data';

/** Under this a difference is the answer's way here, not a wrong clock. */
const toleranceMs = 5_000;

/** How far the server's clock is ahead of this browser's; school computers are often minutes off. */
let aheadMs = 0;
let isKnown = false;

/** Learns the server's clock from each load of the root's data. Used once, high in the page. */
export function useServerClock(): void {
  const served = useRootData()?.nowAt.getTime();
  useEffect(() => {
    if (served === undefined) return;
    const difference = served - Date.now();
    aheadMs = Math.abs(difference) > toleranceMs ? difference : 0;
    isKnown = true;
  }, [served]);
}

const serverNow = () => new Date(Date.now() + aheadMs);

/**
 * The present instant by the server's clock, for elapsed and relative times. The first render of a loaded page uses the instant it was
 * made, so that both agree; after that it ticks. everyMs: how often [1000].
 */
export function useNow(everyMs = 1000): Date {
  const served = useRootData()?.nowAt;
  const [now, setNow] = useState(() => (isKnown || !served ? serverNow() : served));
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
