import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { listJobsOfLaunches, type JobRow, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { letsIntoJobs } from '../../contract/clusters';
import { launchMay } from '../../contract/launch-states';
import type { Log } from '../../log';
import type { TerminalPlace } from '../../terminal-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { getCluster } from '../clusters/get-cluster';
import { getOwnLaunch } from '../launches/get-launch';
import type { DrawingDesk } from './drawing-desk';
import type { LivingShowings } from './living-showings';
import type { LivingTerminals } from './living-terminals';
import type { Seats } from './seats';
import type { ShowingWaits } from './showing';
import { mayUseTerminals } from './terminal-policy';

export interface TerminalDeps {
  db: Db;
  bridges: ClusterBridges;
  log: Log;
  seats: Seats;
  living: LivingTerminals;
  showings: LivingShowings;
  showingWaits: ShowingWaits;
  desk: DrawingDesk;
}

/** Where a terminal is, once it is known that the actor may have it. */
export interface AllowedPlace {
  cluster: ClusterRow;
  /** The job that it is in; undefined: it is on a login node. */
  job?: { launch: LaunchRow; row: JobRow };
}

/** Where the terminal is, when the actor may have it. Dials nothing. @throws as `TerminalServices.authorise` */
export async function authorisePlace(
  { db, living }: Pick<TerminalDeps, 'db' | 'living'>,
  actor: Actor,
  place: TerminalPlace,
): Promise<AllowedPlace> {
  if (!mayUseTerminals(actor)) throw new AppError('not-allowed');
  if (place.kind === 'login-node') return { cluster: await getCluster(db, place.cluster) };
  if (place.kind === 'job') return runningJob(db, actor, place.launchId);
  const terminal = living.find(actor.personId, place.id);
  if (!terminal) throw new AppError('not-found');
  const { launch, cluster } = terminal.facts;
  return launch ? runningJob(db, actor, launch.id) : { cluster: await getCluster(db, cluster) };
}

/** The first task that runs, of an array. @throws AppError[not-found | wrong-state | no-shell-in-jobs] */
async function runningJob(db: Db, actor: Actor, launchId: string): Promise<AllowedPlace> {
  const launch = await getOwnLaunch(db, actor, launchId);
  if (!letsIntoJobs[launch.cluster_scheduler]) throw new AppError('no-shell-in-jobs');
  const jobs = await listJobsOfLaunches(db, [launch.id]);
  const row = jobs.find((job) => job.state === 'running');
  if (!launchMay('enter', launch.state) || !row) throw new AppError('wrong-state');
  return { cluster: await getCluster(db, launch.cluster_name), job: { launch, row } };
}
