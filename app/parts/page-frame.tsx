import type { ReactNode } from 'react';
import { SkipLink } from '../ui/skip-link';
import { AppFrame } from './app-frame';
import { PublicFrame } from './public-frame';
import { useRootData } from './root-data';
import { usePageHandle } from './use-page-handle';

/** Puts a page into the frame that its route asks for: menus for who is signed in, the public top bar otherwise. */
export function PageFrame({ children }: { children: ReactNode }) {
  const { frame, width, crumbs } = usePageHandle();
  const person = useRootData()?.person;
  const asked = frame ?? (person ? 'app' : 'public');
  return (
    <>
      <SkipLink />
      {asked === 'bare' ? (
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      ) : asked === 'app' && person ? (
        <AppFrame person={person} width={width} crumbs={crumbs}>
          {children}
        </AppFrame>
      ) : (
        <PublicFrame>{children}</PublicFrame>
      )}
    </>
  );
}
