import type { Locale } from '#server/contract/roles';
import type { ClusterChoice } from './request-clusters';
import { localTitle } from './local-title';

/** Turns names of clusters into their titles in the reader's language; one that is gone keeps its name. */
export function clusterTitles(clusters: readonly ClusterChoice[], locale: Locale): (name: string) => string {
  const titles = new Map(clusters.map((cluster) => [cluster.name, localTitle(cluster, locale)]));
  return (name) => titles.get(name) ?? name;
}
