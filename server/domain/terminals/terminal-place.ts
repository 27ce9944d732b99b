import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { Log } from '../../log';
import type { TerminalPlace } from '../../terminal-services';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { getCluster } from '../clusters/get-cluster';
import type { DrawingDesk } from './drawing-desk';
import type { LivingTerminals } from './living-terminals';
import type { Seats } from './seats';
import { mayUseTerminals } from './terminal-policy';

export interface TerminalDeps {
  db: Db;
  bridges: ClusterBridges;
  log: Log;
  seats: Seats;
  living: LivingTerminals;
  desk: DrawingDesk;
}

/** The cluster, when the actor may have a terminal there. Dials nothing. @throws AppError[not-allowed | not-found] */
export async function authorisePlace(
  { db, living }: Pick<TerminalDeps, 'db' | 'living'>,
  actor: Actor,
  place: TerminalPlace,
): Promise<ClusterRow> {
  if (!mayUseTerminals(actor)) throw new AppError('not-allowed');
  if (place.kind === 'login-node') return getCluster(db, place.cluster);
  const terminal = living.find(actor.personId, place.id);
  if (!terminal) throw new AppError('not-found');
  return getCluster(db, terminal.facts.cluster);
}
