import { Link } from '@remix-run/react';
import { Wrench } from 'lucide-react';
import { useLocale } from 'use-intl';
import type { ClusterOperatorView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { Note } from '../ui/note';
import { Sheet } from '../ui/sheet';
import { ClusterBadge, ClusterJobs, ClusterNotes } from './cluster-standing';
import { clusterTitle } from './cluster-title';
import { useWhen } from './use-when';

interface OperateListProps {
  clusters: readonly ClusterOperatorView[];
  nowAt: Date;
}

/** The clusters that one operates, each with what is the matter with it. */
export function OperateList({ clusters, nowAt }: OperateListProps) {
  return (
    <Sheet as="ul" className="divide-y divide-line">
      {clusters.map((cluster) => (
        <OperateRow key={cluster.name} cluster={cluster} nowAt={nowAt} />
      ))}
    </Sheet>
  );
}

function OperateRow({ cluster, nowAt }: { cluster: ClusterOperatorView; nowAt: Date }) {
  const t = useText('operate');
  const clusters = useText('clusters');
  const when = useWhen(nowAt);
  const { title, centre } = clusterTitle(cluster, useLocale());
  const about = [centre, clusters(`scheduler.${cluster.scheduler}`), `${cluster.host}:${cluster.port}`]
    .filter((part) => part !== undefined)
    .join(' · ');
  return (
    <li className="grid gap-2 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-h3">
          <Link to={paths.operateCluster(cluster.name)} prefetch="intent">
            {title}
          </Link>
        </h2>
        {cluster.isAttached ? (
          <ClusterBadge cluster={cluster} />
        ) : (
          <Badge tone="plain" icon={Wrench}>
            {t('attaching')}
          </Badge>
        )}
        <span className="text-small [overflow-wrap:anywhere] text-text-2">{about}</span>
      </div>
      {cluster.strangeHostKey && (
        <Note tone="danger">
          {t('strangeKey', {
            when: when(cluster.strangeHostKey.at),
            fingerprint: cluster.strangeHostKey.fingerprint,
          })}
        </Note>
      )}
      {cluster.isAttached ? (
        <>
          <ClusterNotes cluster={cluster} nowAt={nowAt} />
          <p className="text-small text-text-2">
            <ClusterJobs cluster={cluster} nowAt={nowAt} />
          </p>
        </>
      ) : (
        <p className="text-text-2">{t('attachingNote')}</p>
      )}
    </li>
  );
}
