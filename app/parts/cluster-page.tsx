import type { ClusterView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { PageHead } from '../ui/page-head';
import { Sheet, SheetFoot } from '../ui/sheet';
import { ClusterDays } from './cluster-days';
import { ClusterLaunchLink } from './cluster-launch-link';
import { ClusterPartitions } from './cluster-partitions';
import { ClusterBadge, ClusterJobs, ClusterNotes } from './cluster-standing';

interface ClusterPageProps {
  cluster: ClusterView;
  title: string;
  centre: string | undefined;
  nowAt: Date;
  isOperated: boolean;
}

/** One cluster: how it stands, and its places. */
export function ClusterPage({ cluster, title, centre, isOperated, nowAt }: ClusterPageProps) {
  const t = useText('clusters');
  const about = [centre, t(`scheduler.${cluster.scheduler}`)]
    .filter((part) => part !== undefined)
    .join(' · ');
  return (
    <>
      <ClusterBadge cluster={cluster} />
      <PageHead
        title={title}
        actions={
          <>
            <ClusterLaunchLink cluster={cluster} />
            {isOperated && <LinkButton to={paths.operateCluster(cluster.name)}>{t('operate')}</LinkButton>}
          </>
        }
      >
        {about}
      </PageHead>
      <div className="grid gap-10">
        <div className="grid gap-4">
          <ClusterNotes cluster={cluster} nowAt={nowAt} />
          <ClusterDays days={cluster.days} />
          <Sheet>
            <ClusterPartitions cluster={cluster} title={title} />
            <SheetFoot>
              <ClusterJobs cluster={cluster} nowAt={nowAt} />
            </SheetFoot>
          </Sheet>
        </div>
      </div>
    </>
  );
}
