import type { Locale } from '#server/contract/roles';
import type { ClusterView } from '#server/cluster-services';
import { localTitle } from './local-title';

/** What a cluster is called, and whose it is unless its name says that already. */
export function clusterTitle(
  cluster: ClusterView,
  locale: Locale,
): { title: string; centre: string | undefined } {
  const title = localTitle(cluster, locale);
  const centre = localTitle(cluster.centre, locale);
  return { title, centre: centre === title ? undefined : centre };
}
