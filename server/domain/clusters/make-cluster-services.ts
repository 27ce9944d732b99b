import type { Db } from '#db/client';
import { countJobsByCluster, countLoginsByCluster } from '#db/queries/clusters/count-jobs';
import { listClusters } from '#db/queries/clusters/list-clusters';
import type { ClusterServices, ClusterView } from '../../services';
import { checkCluster } from './check-cluster';
import type { ClusterBridges } from './cluster-bridges';
import { toClusterView, toOperatorView } from './cluster-view';
import {
  getOperatedCluster,
  listOperatedClusters,
  setClusterState,
  setPartitionRate,
} from './operate-cluster';

/** Clusters as people, the public and their operators see them. Opens nothing. */
export function makeClusterServices({ db, bridges }: { db: Db; bridges: ClusterBridges }): ClusterServices {
  const listAll = async (): Promise<ClusterView[]> => {
    const [clusters, counts] = await Promise.all([listClusters(db), countJobsByCluster(db)]);
    return clusters.map((cluster) => toClusterView(cluster, counts.get(cluster.id)));
  };
  return {
    list: () => listAll(),
    publicBoard: listAll,
    listOperated: async (actor) => {
      const [clusters, counts, logins] = await Promise.all([
        listOperatedClusters(db, actor),
        countJobsByCluster(db),
        countLoginsByCluster(db),
      ]);
      return clusters.map((one) => toOperatorView(one, counts.get(one.id), logins.get(one.id) ?? 0));
    },
    setState: (actor, cluster, state) => setClusterState(db, actor, cluster, state),
    setRate: (actor, cluster, partition, rateMilli) =>
      setPartitionRate(db, actor, { cluster, partition, rateMilli }),
    check: async (actor, name) => checkCluster(bridges, await getOperatedCluster(db, actor, name)),
  };
}
