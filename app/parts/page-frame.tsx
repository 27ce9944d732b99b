import { useState, type ReactNode } from 'react';
import { SkipLink } from '../ui/skip-link';
import { appFrame } from './app-frame-load';
import { PublicFrame } from './public-frame';
import { useRootData } from './root-data';
import { usePageHandle } from './use-page-handle';

/**
 * Puts a page into the frame that its route asks for: menus for who is signed in, the public top bar otherwise.
 * Menus, dialogs and what they need come only to who is signed in: a third of the script of a public page.
 */
export function PageFrame({ children }: { children: ReactNode }) {
  const { frame, width, crumbs } = usePageHandle();
  const [AppFrame] = useState(appFrame);
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
