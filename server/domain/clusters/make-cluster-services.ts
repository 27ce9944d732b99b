import type { Db } from '#db/client';
import { countJobsByCluster } from '#db/queries/clusters/count-jobs';
import { listHealthDays } from '#db/queries/clusters/cluster-health';
import { listClusters } from '#db/queries/clusters/list-clusters';
import type { ClusterServices, ClusterView } from '../../cluster-services';
import { readRevokedKeys } from './revoked-keys';
import { toClusterView } from './cluster-view';

/** Clusters as people and the public see them. Opens nothing. */
export function makeClusterServices({ db }: { db: Db }): ClusterServices {
  const listAll = async (): Promise<ClusterView[]> => {
    const [clusters, counts, days] = await Promise.all([
      listClusters(db),
      countJobsByCluster(db),
      listHealthDays(db),
    ]);
    return clusters.map((one) => toClusterView(one, counts.get(one.id), days.get(one.id)));
  };
  return {
    list: () => listAll(),
    publicBoard: listAll,
    revokedKeys: (cluster) => readRevokedKeys(db, cluster),
  };
}
