import { setTimeout as pause } from 'node:timers/promises';
import { announce } from '#db/queries/announce';
import { listStartingApps, noteAppReady, noteAppStarted } from '#db/queries/apps/launch-apps';
import { findClusterById } from '#db/queries/clusters/list-clusters';
import { findLogin } from '#db/queries/clusters/logins';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { listJobsOfLaunches, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { AppAddress } from '../contract/apps';
import { appTarget } from '../domain/apps/app-target';
import { answersAsReady } from '../domain/apps/answers-as-ready';
import type { WorkerDeps } from './worker-deps';

/** How long until an app that was not ready is looked at again: soon while it may start any moment, seldom while it waits in a queue. */
const againMs = { soon: 300, queued: 3_000 };
/** A job that was let run this long ago and has not begun waits in a queue. */
const soonForMs = 30_000;

/**
 * Looks at apps that were let run, until they answer: first where the job says that it listens, then whether it does, through the same
 * tunnel that people will use. Its job's own word is sooner than the next reading of the queue. Several workers may look at once.
 */
export async function watchApps(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  const nextAt = new Map<string, number>();
  const looking = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    const starting = await listStartingApps(deps.db).catch(() => []);
    for (const id of nextAt.keys()) if (!starting.some((launch) => launch.id === id)) nextAt.delete(id);
    for (const launch of starting) {
      if (looking.has(launch.id) || (nextAt.get(launch.id) ?? 0) > Date.now()) continue;
      const look = lookAtApp(deps, launch)
        .catch((error: unknown) =>
          deps.log.debug({ launch: launch.id, err: error }, 'an app was not looked at'),
        )
        .finally(() => {
          looking.delete(launch.id);
          nextAt.set(launch.id, Date.now() + waitOf(launch));
        });
      looking.set(launch.id, look);
    }
    await pause(againMs.soon, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(looking.values());
}

function waitOf(launch: LaunchRow): number {
  const isQueued = launch.state === 'queued' || launch.state === 'released';
  const sinceMs = Date.now() - (launch.released_at?.getTime() ?? 0);
  return isQueued && sinceMs > soonForMs ? againMs.queued : againMs.soon;
}

async function lookAtApp(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  const [cluster, login] = await Promise.all([
    findClusterById(deps.db, launch.cluster_id),
    findLogin(deps.db, launch.cluster_id, launch.person_id),
  ]);
  if (!cluster || !login?.isReady || cluster.reach === 'down') return;
  const link = deps.bridges.link(cluster, login.name);
  const address = await deps.bridges.files.readAppAddress(link, launch.id);
  if (!address) return;
  await noteStarted(deps, launch, address);
  const [job] = await listJobsOfLaunches(deps.db, [launch.id]);
  const target = appTarget(address, cluster.appReach, job?.node);
  const app = deps.apps.find(launch.app ?? '');
  if (!target || !app) return;
  const socket = await link.dial(target);
  if (!socket || !(await answersAsReady(socket, app.manifest, deps.appSecretOf(launch.id)))) return;
  await deps.db.transaction().execute(async (trx) => {
    if (!(await noteAppReady(trx, launch.id))) return;
    await addLaunchEvent(trx, launch.id, 'app-ready');
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  });
}

async function noteStarted(deps: WorkerDeps, launch: LaunchRow, address: AppAddress): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await noteAppStarted(trx, launch.id, address))) return;
    if (launch.app_started_at === null) await addLaunchEvent(trx, launch.id, 'app-started');
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  });
}
