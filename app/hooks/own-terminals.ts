import { useCallback } from 'react';

const key = 'modu-own-terminals';

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * Whether this very browser tab had the terminal: then a reload goes on with it without asking, though the server has not seen the old page
 * go yet. False where there is no browser.
 */
export const isOwnTerminal = (id: string): boolean =>
  typeof sessionStorage !== 'undefined' && read().includes(id);

/** Remembers, for as long as the browser's tab lives, that it has the terminal. */
export function useOwnTerminals(): (id: string) => void {
  return useCallback((id) => {
    try {
      sessionStorage.setItem(key, JSON.stringify([...new Set([...read(), id])].slice(-20)));
    } catch {
      // Without storage a reload asks before it takes the terminal.
    }
  }, []);
}
