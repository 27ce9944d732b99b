import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { AllocationView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { Bar } from '../ui/bar';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { allocationTitle } from './hours-allocation-title';
import { HoursAmount } from './hours-amount';
import { hoursPieces } from './hours-pieces';

interface Props {
  allocations: readonly AllocationView[];
  nowAt: Date;
}

/** Every grant with its gauge, its period and where it can be used. */
export function HoursAllocations({ allocations, nowAt }: Props) {
  const t = useText('hours');
  const head = (
    <>
      <HeadCell>{t('allocation')}</HeadCell>
      <HeadCell>{t('gauge')}</HeadCell>
      <HeadCell isRight>{t('free')}</HeadCell>
      <HeadCell isRight>{t('held')}</HeadCell>
      <HeadCell isRight>{t('used')}</HeadCell>
      <HeadCell>{t('period')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('grantedTable')} isFolding head={head}>
        {allocations.map((allocation) => (
          <AllocationRow key={allocation.id} allocation={allocation} nowAt={nowAt} />
        ))}
      </Table>
    </Sheet>
  );
}

function AllocationRow({ allocation, nowAt }: { allocation: AllocationView; nowAt: Date }) {
  const t = useText('hours');
  const format = useFormat();
  const title = allocationTitle(allocation, useLocale());
  const free = format.gpuHours(allocation.freeMilliGpuSeconds);
  const held = format.gpuHours(allocation.heldMilliGpuSeconds);
  const used = format.gpuHours(allocation.usedMilliGpuSeconds);
  const granted = format.gpuHours(allocation.grantedMilliGpuSeconds);
  return (
    <Row>
      <RowHead fold="all">
        <Link to={paths.hours({ allocation: allocation.id })} aria-label={t('linesOf', { title })}>
          {title}
        </Link>
        <span className="block text-small font-normal text-text-2">
          {allocation.clusters.length === 0 ? t('everywhere') : allocation.clusters.join(', ')}
        </span>
      </RowHead>
      <Cell fold="all">
        <div className="min-w-[120px]">
          <Bar label={t('bar', { granted, free, held, used })} pieces={hoursPieces(allocation)} />
        </div>
      </Cell>
      <Cell isRight fold="left" label={t('free')}>
        <HoursAmount amount={allocation.freeMilliGpuSeconds} isStrong />
      </Cell>
      <Cell isRight label={t('held')}>
        <HoursAmount amount={allocation.heldMilliGpuSeconds} />
      </Cell>
      <Cell isRight fold="left" label={t('used')}>
        <HoursAmount amount={allocation.usedMilliGpuSeconds} />
      </Cell>
      <Cell fold="all" label={t('period')}>
        <Period allocation={allocation} nowAt={nowAt} />
      </Cell>
    </Row>
  );
}

const soonMs = 14 * 86_400_000;

function Period({ allocation, nowAt }: { allocation: AllocationView; nowAt: Date }) {
  const t = useText('hours');
  const format = useFormat();
  const untilMs = allocation.endsAt.getTime() - nowAt.getTime();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {t('until', { day: format.instant(allocation.endsAt.getTime() - 1, 'day') })}
      {untilMs <= 0 && <Badge>{t('ended')}</Badge>}
      {untilMs > 0 && allocation.startsAt > nowAt && <Badge>{t('early')}</Badge>}
      {allocation.isCurrent && untilMs > 0 && untilMs < soonMs && <Badge tone="warn">{t('endsSoon')}</Badge>}
    </span>
  );
}
