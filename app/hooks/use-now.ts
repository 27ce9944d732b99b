import { useEffect, useState } from 'react';
import { useRootData } from '../parts/root-data';

/**
 * The present instant for elapsed and relative times. The first render uses the server's clock, so that both agree;
 * after that it ticks. everyMs: how often [1000].
 */
export function useNow(everyMs = 1000): Date {
  const served = useRootData()?.nowAt;
  const [now, setNow] = useState(() => served ?? new Date());
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
