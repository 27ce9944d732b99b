import type { ReactNode } from 'react';
import { useRootData } from './root-data';

/** Room around a page of help: who is signed in has the menus' frame already. */
export function DocFrame({ children }: { children: ReactNode }) {
  const isPublic = !useRootData()?.person;
  return isPublic ? <div className="py-10">{children}</div> : children;
}
