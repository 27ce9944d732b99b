import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { LiveEvent } from '#server/contract/live-events';
import { coalesce } from '../hooks/coalesce';
import { followLive } from '../hooks/follow-live';
import type { LiveState } from '../hooks/follow-stream';
import { makeRecentEvents, type RecentEvents } from '../hooks/recent-events';
import { LiveContext, type Live } from '../hooks/use-live';
import { useServerClock } from '../hooks/use-now';
import { paths } from '../paths';
import { LiveLost } from './live-lost';

/** Under two loads a second for one page, however much happens. */
const refreshGapMs = 500;
/** Everybody's pages show these: the hours in the top bar, and whether one is still signed in. */
const everywhere: readonly LiveEvent['kind'][] = ['hours', 'session-ended'];

/** The one line to `/live` of this tab, for who is signed in; pages listen by `useLive`. */
export function LiveProvider({ children }: { children: ReactNode }) {
  useServerClock();
  const [state, setState] = useState<LiveState>('connecting');
  const refresh = useRefresh();
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  const recent = useRecentEvents();
  useEffect(() => {
    return followLive(paths.live(), {
      onState: (next) => {
        setState(next);
        // Between the page's making and this moment something may have changed unheard.
        if (next === 'open') refresh();
      },
      onEvent: (event) => {
        if (everywhere.includes(event.kind)) refresh();
        recent.add(event);
        for (const listener of listeners.current) listener(event);
      },
    });
  }, [refresh, recent]);
  const live = useMemo<Live>(
    () => ({
      state,
      refresh,
      subscribe: (listener) => {
        listeners.current.add(listener);
        for (const event of recent.sinceLoad()) listener(event);
        return () => listeners.current.delete(listener);
      },
    }),
    [state, refresh, recent],
  );
  return (
    <LiveContext.Provider value={live}>
      {children}
      <LiveLost state={state} />
    </LiveContext.Provider>
  );
}

/** Events since the present page's data began to load. */
function useRecentEvents(): RecentEvents {
  const [recent] = useState(makeRecentEvents);
  const isLoading = useNavigation().state !== 'idle';
  useEffect(() => {
    if (isLoading) recent.pageLoads();
  }, [isLoading, recent]);
  return recent;
}

/** Loads the page's data again; a hidden tab waits until it is seen. Without a network the load waits: see `patientFetch`. */
function useRefresh(): () => void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  useEffect(() => {
    latest.current = revalidator;
  });
  const [shared] = useState(() => {
    let isStale = false;
    const { call, cancel } = coalesce(() => {
      isStale = document.hidden;
      if (!isStale) latest.current.revalidate();
    }, refreshGapMs);
    return { call, cancel, onSeen: () => !document.hidden && isStale && call() };
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', shared.onSeen);
    return () => {
      document.removeEventListener('visibilitychange', shared.onSeen);
      shared.cancel();
    };
  }, [shared]);
  return shared.call;
}
