import type { LiveEvent } from '#server/contract/live-events';

export interface RecentEvents {
  /** A page begins to load its data: what happens from now on, it may not know. */
  pageLoads(): void;
  add(event: LiveEvent): void;
  /** What happened since the present page began to load its data, oldest first. */
  sinceLoad(): LiveEvent[];
}

/** More than a page misses while its scripts are on the way; the oldest go first. */
const keptMost = 200;

/**
 * Remembers events until the page that they concern is there to hear them: between the loading of its data and its first effect lie its
 * scripts, which on a slow line take seconds. Never throws.
 */
export function makeRecentEvents(): RecentEvents {
  let events: LiveEvent[] = [];
  return {
    pageLoads: () => void (events = []),
    add: (event) => {
      events.push(event);
      if (events.length > keptMost) events = events.slice(-keptMost);
    },
    sinceLoad: () => [...events],
  };
}
