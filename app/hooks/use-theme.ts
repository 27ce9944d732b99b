import { useRevalidator } from '@remix-run/react';
import { useRootData } from '../parts/root-data';
import { preferenceCookie, themeCookie, type Theme } from '../request/cookies';

/** The chosen theme, and a function that changes it at once and for a year in this browser. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const theme = useRootData()?.theme ?? 'system';
  const { revalidate } = useRevalidator();
  const setTheme = (next: Theme) => {
    document.cookie = preferenceCookie(themeCookie, next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    revalidate();
  };
  return { theme, setTheme };
}
