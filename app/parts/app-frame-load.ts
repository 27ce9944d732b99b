import { lazy } from 'react';
import type { AppFrame } from './app-frame';

type Frame = typeof AppFrame;

let loaded: Frame | undefined;

/** Brings the frame of who is signed in. Calling it again is harmless. */
export async function loadAppFrame(): Promise<{ default: Frame }> {
  const { AppFrame } = await import('./app-frame');
  loaded = AppFrame;
  return { default: AppFrame };
}

const LazyFrame = lazy(loadAppFrame);

/**
 * The frame as a component that renders at once where it was loaded before, and else when it comes.
 * A page that hydrates must not wait for it: React 18 answers a key pressed or a field entered meanwhile by hydrating the
 * whole page at once, finds it still waiting, and throws away what the server sent together with what was typed (its
 * error 345). Ask once and keep the answer: another component is another frame.
 * @see react-dom 18.3, attemptSynchronousHydration and performSyncWorkOnRoot
 */
export const appFrame = (): Frame | typeof LazyFrame => loaded ?? LazyFrame;
