import { Link } from '@remix-run/react';
import { CircleCheck, CircleSlash, Unplug } from 'lucide-react';
import { useLocale } from 'use-intl';
import type { ClusterOperatorView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { EmptyState } from '../ui/empty-state';
import { Section } from '../ui/section';
import { Sheet } from '../ui/sheet';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

interface HomeClustersProps {
  clusters: readonly ClusterOperatorView[];
  nowAt: Date;
}

const hasTrouble = (cluster: ClusterOperatorView) => cluster.reach === 'down' || cluster.state !== 'open';

/** The clusters that one operates, those with trouble on top and said why. */
export function HomeClusters({ clusters, nowAt }: HomeClustersProps) {
  const t = useText('home');
  const sorted = [...clusters].sort((a, b) => Number(hasTrouble(b)) - Number(hasTrouble(a)));
  return (
    <Section title={t('clustersTitle')} aside={<Link to={paths.operateClusters()}>{t('clustersGo')}</Link>}>
      {sorted.length === 0 ? (
        <EmptyState title={t('clustersNone')} />
      ) : (
        <Sheet as="ul" className="divide-y divide-line">
          {sorted.map((cluster) => (
            <ClusterRow key={cluster.name} cluster={cluster} nowAt={nowAt} />
          ))}
        </Sheet>
      )}
    </Section>
  );
}

function ClusterRow({ cluster, nowAt }: { cluster: ClusterOperatorView; nowAt: Date }) {
  const t = useText('clusters');
  const when = useWhen(nowAt);
  const locale = useLocale();
  const trouble =
    cluster.reach === 'down'
      ? t('downSince', { since: when(cluster.reachSince) })
      : cluster.state === 'open'
        ? undefined
        : t(cluster.state === 'draining' ? 'drainingNote' : 'closedNote');
  return (
    <li className="px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <ClusterBadge cluster={cluster} />
        <Link
          to={paths.operateCluster(cluster.name)}
          prefetch="intent"
          className="text-h3 font-semibold text-text no-underline hover:underline"
        >
          {localTitle(cluster, locale)}
        </Link>
        <span className="text-small text-text-2 md:ml-auto">
          {t('jobs', { running: cluster.runningJobs, waiting: cluster.waitingJobs })}
        </span>
      </div>
      {trouble !== undefined && <p className="mt-1 text-text-2">{trouble}</p>}
    </li>
  );
}

function ClusterBadge({ cluster }: { cluster: ClusterOperatorView }) {
  const t = useText('states');
  if (cluster.reach === 'down')
    return (
      <Badge tone="danger" icon={Unplug}>
        {t('reach.down')}
      </Badge>
    );
  if (cluster.state !== 'open')
    return (
      <Badge tone="warn" icon={CircleSlash}>
        {t(`cluster.${cluster.state}`)}
      </Badge>
    );
  return (
    <Badge tone={cluster.reach === 'ok' ? 'success' : 'unknown'} icon={CircleCheck}>
      {t(`reach.${cluster.reach}`)}
    </Badge>
  );
}
