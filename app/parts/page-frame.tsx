import { lazy, type ReactNode } from 'react';
import { SkipLink } from '../ui/skip-link';
import { PublicFrame } from './public-frame';
import { useRootData } from './root-data';
import { usePageHandle } from './use-page-handle';

/** Menus, dialogs and what they need come only to who is signed in: a third of the script of a public page. */
const AppFrame = lazy(() => import('./app-frame').then((module) => ({ default: module.AppFrame })));

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
