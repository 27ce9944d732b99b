import { useLocale } from 'use-intl';
import type { LaunchPlace } from '#server/launch-services';
import { localTitle } from './local-title';

export interface ClusterTitle {
  name: string;
  titleKo: string;
  titleEn: string;
}

/** What a place is called: the cluster, and its partition where the cluster has several. */
export function usePlaceName(clusters: readonly ClusterTitle[], places: readonly LaunchPlace[]) {
  const locale = useLocale();
  return ({
    cluster,
    partition,
  }: Pick<LaunchPlace, 'cluster' | 'partition'>): { title: string; whole: string } => {
    const known = clusters.find((one) => one.name === cluster);
    const title = known ? localTitle(known, locale) : cluster;
    const isOnlyOne = places.filter((place) => place.cluster === cluster).length < 2;
    return { title, whole: isOnlyOne ? title : `${title} ${partition}` };
  };
}
