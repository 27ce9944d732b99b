import { useLocale } from 'use-intl';
import type { ClusterView } from '#server/cluster-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Bar } from '../ui/bar';
import { EmptyState } from '../ui/empty-state';
import { LiveDot } from '../ui/live-dot';
import { Sheet, SheetFoot } from '../ui/sheet';
import { localTitle } from './local-title';

/** An answer older than this is not "now" any more: several ticks of the slowest reader. */
const freshMs = 60_000;

interface FreeGpuBoardProps {
  clusters: readonly ClusterView[];
  nowAt: Date;
}

/** Which centre has GPUs free now, as their schedulers answered last. */
export function FreeGpuBoard({ clusters, nowAt }: FreeGpuBoardProps) {
  const t = useText('landing');
  const format = useFormat();
  if (clusters.length === 0) return <EmptyState title={t('boardEmptyTitle')}>{t('boardEmpty')}</EmptyState>;
  const read = clusters
    .flatMap((cluster) => cluster.lastReadAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0];
  return (
    <Sheet as="section" labelledBy="board-title" className="overflow-hidden">
      <div className="flex flex-wrap items-baseline gap-x-4 border-b border-line p-4 pb-3 md:px-6">
        <h2 id="board-title" className="flex-1 text-h3">
          {t('boardTitle')}
        </h2>
        {read && (
          <LiveDot isConnected={nowAt.getTime() - read.getTime() < freshMs}>
            {format.relative(read, nowAt)}
          </LiveDot>
        )}
      </div>
      <ul className="divide-y divide-line">
        {clusters.map((cluster) => (
          <BoardRow key={cluster.name} cluster={cluster} />
        ))}
      </ul>
      <SheetFoot>{t('boardFoot')}</SheetFoot>
    </Sheet>
  );
}

function BoardRow({ cluster }: { cluster: ClusterView }) {
  const t = useText('landing');
  const locale = useLocale();
  const centreTitle = localTitle(cluster.centre, locale);
  const clusterTitle = localTitle(cluster, locale);
  const { total, free, models } = gpusOf(cluster);
  const words = useFreeWords(cluster, total, free);
  const isKnown = free !== undefined && total > 0 && cluster.reach !== 'down';
  return (
    <li className="grid gap-2 px-4 py-3.5 md:px-6">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <b>{centreTitle}</b>
        <span className="text-small text-text-3">{models.join(' · ')}</span>
        <span className="text-small text-text-2 sm:ml-auto [&_b]:text-accent-text">{words.shown}</span>
      </div>
      <Bar
        label={`${centreTitle}: ${words.plain}`}
        pieces={
          isKnown
            ? [
                { fill: 'left', from: 0, to: free / total },
                { fill: 'used', from: free / total, to: 1 },
              ]
            : []
        }
      />
      <p className="text-small text-text-3">
        {clusterTitle !== centreTitle && `${clusterTitle} · `}
        {t('boardQueue', { running: cluster.runningJobs, waiting: cluster.waitingJobs })}
      </p>
    </li>
  );
}

function useFreeWords(cluster: ClusterView, total: number, free: number | undefined) {
  const t = useText('landing');
  const format = useFormat();
  const same = (text: string) => ({ shown: text, plain: text });
  if (cluster.reach === 'down') return same(t('boardDown'));
  if (cluster.state !== 'open') return same(t('boardClosed'));
  if (free === undefined) return same(t('boardUnknown'));
  const values = { total: format.number(total), free: format.number(free) };
  if (free === 0) return same(t('boardFull', values));
  return {
    shown: t.rich('boardFree', { ...values, b: (chunks) => <b>{chunks}</b> }),
    plain: t('boardFreePlain', values),
  };
}

/** Sums over the partitions that hold GPUs; free is unknown as soon as one of them is. */
function gpusOf(cluster: ClusterView) {
  const partitions = cluster.partitions.filter((partition) => partition.totalGpus > 0);
  const isKnown = partitions.every((partition) => partition.freeGpus !== undefined);
  return {
    total: partitions.reduce((sum, partition) => sum + partition.totalGpus, 0),
    free: isKnown ? partitions.reduce((sum, partition) => sum + (partition.freeGpus ?? 0), 0) : undefined,
    models: [...new Set(partitions.map((partition) => partition.gpuModel))],
  };
}
