import type { Db } from '#db/client';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { AppError } from '../../contract/app-error';

/** A cluster that anybody signed in may use. @throws AppError[not-found] */
export async function getCluster(db: Db, name: string): Promise<ClusterRow> {
  const cluster = await findCluster(db, name);
  if (!cluster?.attachedAt) throw new AppError('not-found');
  return cluster;
}
