import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { liveChannel, type Announcement, type Audience } from '#db/queries/announce';
import type { Actor } from '../actor';
import type { LiveEvent } from '../contract/live-events';
import type { Log } from '../log';
import type { LiveServices } from '../services';

interface Subscriber {
  actor: Actor;
  listener: Parameters<LiveServices['subscribe']>[1];
}

/** An event, or that some may have been missed while the database could not be heard. */
export type LiveNews = LiveEvent | { kind: 'missed' };

export interface LiveHub extends LiveServices {
  /** Calls the listener for every event, whoever it is for. For the process's whole life. */
  watch(listener: (news: LiveNews) => void): void;
  /** How many pages listen now. */
  size(): number;
  stop(): Promise<void>;
}

/**
 * Listens to Postgres on one connection and tells the open pages of this process what concerns them. When the connection is lost it is
 * made again, and every page is told to look again, since something may have been missed.
 */
export function startLiveHub(openConnection: () => pg.Client, log: Log): LiveHub {
  const subscribers = new Set<Subscriber>();
  const watchers: ((news: LiveNews) => void)[] = [];
  const stopping = new AbortController();
  let connection: pg.Client | undefined;
  const tell = ({ to, event }: Announcement) => {
    for (const watcher of watchers) watcher(event);
    for (const { actor, listener } of subscribers) if (isFor(to, actor)) listener(event);
  };
  const listenOnce = async (isAgain: boolean) => {
    const client = openConnection();
    const isOver = new Promise<void>((done) => {
      client.on('end', () => done());
      client.on('error', () => done());
    });
    client.on('notification', (message) => tell(JSON.parse(message.payload ?? '{}') as Announcement));
    await client.connect();
    connection = client;
    await client.query(`listen ${liveChannel}`);
    if (isAgain) {
      for (const { listener } of subscribers) listener({ kind: 'hours' });
      for (const watcher of watchers) watcher({ kind: 'missed' });
    }
    await isOver;
  };
  const listening = (async () => {
    for (let isAgain = false; !stopping.signal.aborted; isAgain = true) {
      await listenOnce(isAgain).catch((error: unknown) =>
        log.warn({ err: error }, 'live updates wait for the database'),
      );
      await pause(500, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    subscribe: (actor, listener) => {
      const subscriber = { actor, listener };
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    watch: (listener) => void watchers.push(listener),
    size: () => subscribers.size,
    stop: async () => {
      stopping.abort();
      await connection?.end().catch(() => undefined);
      await listening;
    },
  };
}

function isFor(to: Audience, actor: Actor): boolean {
  if ('everybody' in to) return true;
  if ('person' in to) return to.person === actor.personId;
  return actor.roles.some((role) => role === to.role);
}
