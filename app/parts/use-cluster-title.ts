import { useLocale } from 'use-intl';
import type { ClusterView } from '#server/cluster-services';
import { localTitle } from './local-title';

/** The reader's name for a cluster, by its own name; that name itself for one that is not there any more. */
export function useClusterTitle(clusters: readonly ClusterView[]) {
  const locale = useLocale();
  return (name: string): string => {
    const cluster = clusters.find((one) => one.name === name);
    return cluster ? localTitle(cluster, locale) : name;
  };
}
