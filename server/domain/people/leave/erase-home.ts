import type { Db } from '#db/client';
import { findClusterById } from '#db/queries/clusters/list-clusters';
import { findClusterOfLogin } from '#db/queries/clusters/logins';
import type { ClusterBridges } from '../../clusters/cluster-bridges';

/**
 * Empties the home of a login whose person was erased; harmless when it is empty already, and for a login whose person is still there.
 * @throws AppError when the cluster does not answer or something stays: the task is tried again later.
 */
export async function eraseHome(
  { db, bridges }: { db: Db; bridges: ClusterBridges },
  loginId: string,
): Promise<void> {
  const found = await findClusterOfLogin(db, loginId);
  if (!found || found.erasedAt === null) return;
  const cluster = await findClusterById(db, found.clusterId);
  if (cluster) await bridges.homeFiles.emptyHome(bridges.link(cluster, found.login));
}
