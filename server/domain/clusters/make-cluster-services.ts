import type { Db } from '#db/client';
import { countJobsByCluster } from '#db/queries/clusters/count-jobs';
import { listClusters } from '#db/queries/clusters/list-clusters';
import type { ClusterServices, ClusterView } from '../../services';
import { toClusterView } from './cluster-view';

/** Clusters as people and the public see them. Opens nothing. */
export function makeClusterServices({ db }: { db: Db }): ClusterServices {
  const listAll = async (): Promise<ClusterView[]> => {
    const [clusters, counts] = await Promise.all([listClusters(db), countJobsByCluster(db)]);
    return clusters.map((cluster) => toClusterView(cluster, counts.get(cluster.id)));
  };
  return { list: () => listAll(), publicBoard: listAll };
}
