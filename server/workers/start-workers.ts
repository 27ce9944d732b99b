import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { deleteExpiredAppEntries } from '#db/queries/apps/app-entries';
import { deleteExpired } from '#db/queries/people/sessions';
import { remindOfHours } from '../domain/allocations/remind-of-hours';
import { releaseUnusedShares } from '../domain/classes/release-unused-shares';
import { lookAfterConsents } from '../domain/guardians/look-after-consents';
import { takeBackIdle } from '../domain/logins/take-back-idle';
import type { TaskName } from '../domain/launches/launch-deps';
import type { TaskWork } from '../outbox/outbox';
import { cancelAtCluster } from './cancel-at-cluster';
import { extendAtCluster } from './extend-at-cluster';
import { noticeEndings } from './notice-endings';
import { settleLaunch } from './settle-launch';
import { submitAtCluster } from './submit-at-cluster';
import { sweep } from './sweep';
import { watchApps } from './watch-apps';
import { watchIdle } from './watch-idle';
import { watchHealth } from './watch-health';
import { watchQueues } from './watch-queue';
import type { WorkerDeps } from './worker-deps';

export interface Workers {
  /** Lets the ticks end (a read of a queue at most), then stops. Calling twice is harmless. */
  stop(): Promise<void>;
}

/** The tasks of the outbox that are about launches. */
export const launchTasks = (deps: WorkerDeps): Partial<Record<TaskName, TaskWork>> => ({
  'submit-launch': (id) => submitAtCluster(deps, id),
  'cancel-launch': (id) => cancelAtCluster(deps, id),
  'settle-launch': (id) => settleLaunch(deps, id),
  'extend-launch': (id) => extendAtCluster(deps, id),
});

/** Starts the sweeper and the watch of the queues. `openConnection` gives an unconnected client outside the pool. */
export function startWorkers(deps: WorkerDeps, openConnection: () => pg.Client): Workers {
  const stopping = new AbortController();
  const sweeping = sweepOn(deps, stopping.signal);
  const watching = watchQueues(deps, openConnection, stopping.signal);
  const watchingApps = watchApps(deps, stopping.signal);
  const watchingHealth = watchHealth(deps, stopping.signal);
  const watchingIdle = watchIdle(deps, stopping.signal);
  const noticing = noticeOn(deps, stopping.signal);
  const tidying = tidyOn(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([sweeping, watching, noticing, watchingIdle, tidying, watchingApps, watchingHealth]);
    },
  };
}

async function sweepOn(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'the sweeper failed; it tries again'),
    );
    await pause(deps.timing.sweepEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function noticeOn(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await noticeEndings(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'nobody was told of a limit that comes near; it tries again'),
    );
    await pause(deps.timing.noticeEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Shares and logins that lie unused, sign-ins that have expired, guardians' consents and hours that end are looked at once an hour: their rules are in days. */
const tidyEveryMs = 3_600_000;

async function tidyOn(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await Promise.all([
      releaseUnusedShares(deps.db),
      deleteExpired(deps.db),
      deleteExpiredAppEntries(deps.db),
      lookAfterConsents(deps.guardians),
      remindOfHours(deps),
      takeBackIdle(deps),
    ]).catch((error: unknown) =>
      deps.log.error(
        { err: error },
        'unused shares and logins, expired sign-ins, consents and reminders were not all looked at; it tries again',
      ),
    );
    await pause(tidyEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
