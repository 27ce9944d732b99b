import { createContext, useContext } from 'react';
import type { Locale } from '#server/contract/roles';

export interface ShellFacts {
  /** Every script and style of the page carries it. */
  nonce: string;
  locale: Locale;
}

/** What holds for a whole page, also when no loader could answer. */
export const Shell = createContext<ShellFacts>({ nonce: '', locale: 'ko' });

export const useShell = () => useContext(Shell);
