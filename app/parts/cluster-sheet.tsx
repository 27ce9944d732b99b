import { Link } from '@remix-run/react';
import { useId } from 'react';
import { useLocale } from 'use-intl';
import type { ClusterView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Sheet, SheetFoot } from '../ui/sheet';
import { ClusterDays } from './cluster-days';
import { ClusterLaunchLink } from './cluster-launch-link';
import { ClusterPartitions } from './cluster-partitions';
import { ClusterBadge, ClusterJobs, ClusterNotes } from './cluster-standing';
import { clusterTitle } from './cluster-title';

interface ClusterSheetProps {
  cluster: ClusterView;
  isOperated: boolean;
  nowAt: Date;
}

/** One cluster among others: how it stands, what is free, and what can be done there. */
export function ClusterSheet({ cluster, isOperated, nowAt }: ClusterSheetProps) {
  const t = useText('clusters');
  const id = useId();
  const { title, centre } = clusterTitle(cluster, useLocale());
  const about = [centre, t(`scheduler.${cluster.scheduler}`)]
    .filter((part) => part !== undefined)
    .join(' · ');
  return (
    <Sheet as="section" labelledBy={id}>
      <div className="grid gap-3 p-4 pb-3 md:px-6 md:pt-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h2 id={id} className="text-h3">
            <Link to={paths.cluster(cluster.name)} prefetch="intent">
              {title}
            </Link>
          </h2>
          <ClusterBadge cluster={cluster} />
          <span className="text-small text-text-2">{about}</span>
          <span className="flex gap-2 sm:ml-auto">
            <ClusterLaunchLink cluster={cluster} size="small" />
            {isOperated && (
              <LinkButton to={paths.operateCluster(cluster.name)} size="small">
                {t('operate')}
              </LinkButton>
            )}
          </span>
        </div>
        <ClusterNotes cluster={cluster} nowAt={nowAt} />
        <ClusterDays days={cluster.days} />
      </div>
      <ClusterPartitions cluster={cluster} title={title} />
      <SheetFoot>
        <ClusterJobs cluster={cluster} nowAt={nowAt} />
      </SheetFoot>
    </Sheet>
  );
}
