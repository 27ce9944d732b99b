import { createContext, useContext, useEffect, useRef } from 'react';
import type { LiveEvent } from '#server/contract/live-events';
import type { LiveState } from './follow-stream';

export interface Live {
  state: LiveState;
  /** Calls the listener for every event until the returned function is called. */
  subscribe: (listener: (event: LiveEvent) => void) => () => void;
  /** Loads the present page's data again, soon and at most twice a second. */
  refresh: () => void;
}

/** Filled by `LiveProvider`, once for all pages. */
export const LiveContext = createContext<Live>({
  state: 'connecting',
  subscribe: () => () => undefined,
  refresh: () => undefined,
});

/** Whether the page is being told of changes right now. */
export const useLiveState = (): LiveState => useContext(LiveContext).state;

/** Calls `listener` for every event while the component is there. */
export function useLiveEvent(listener: (event: LiveEvent) => void): void {
  const { subscribe } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((event) => latest.current(event)), [subscribe]);
}

/** Keeps the page's data fresh: `useLive((event) => event.kind === 'launch' && event.launchId === id)`. */
export function useLive(isMine: (event: LiveEvent) => boolean): void {
  const { refresh } = useContext(LiveContext);
  useLiveEvent((event) => {
    if (isMine(event)) refresh();
  });
}
