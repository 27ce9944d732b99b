import { useCallback, useEffect, useState } from 'react';

/** How this browser shows terminals; kept in this browser alone, since it belongs to its screen. */
export interface TerminalLook {
  fontSize: number;
  isForReader: boolean;
}

export const fontSizes = { min: 10, max: 28 } as const;
const key = 'modu-terminal';
/** On a phone 80 columns never fit; smaller letters make the most common lines fit. */
const usual = (isNarrow: boolean): TerminalLook => ({ fontSize: isNarrow ? 12 : 14, isForReader: false });

/** The look and the way to change it; until the page is awake it is the usual one. */
export function useTerminalLook(): [TerminalLook, (change: Partial<TerminalLook>) => void] {
  const [look, setLook] = useState(usual(false));
  useEffect(() => {
    const isNarrow = matchMedia('(max-width: 767px)').matches;
    setLook(readLook(() => localStorage.getItem(key), isNarrow));
  }, []);
  const change = useCallback((part: Partial<TerminalLook>) => {
    setLook((before) => {
      const next = withinLimits({ ...before, ...part });
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing still shows the change.
      }
      return next;
    });
  }, []);
  return [look, change];
}

/** What was kept, as far as it can be used. Never throws. */
export function readLook(read: () => string | null, isNarrow: boolean): TerminalLook {
  try {
    return withinLimits({ ...usual(isNarrow), ...(JSON.parse(read() ?? '{}') as Partial<TerminalLook>) });
  } catch {
    return usual(isNarrow);
  }
}

function withinLimits({ fontSize, isForReader }: TerminalLook): TerminalLook {
  const size = Number.isFinite(fontSize) ? Math.round(fontSize) : 14;
  return {
    fontSize: Math.min(fontSizes.max, Math.max(fontSizes.min, size)),
    isForReader: isForReader === true,
  };
}
