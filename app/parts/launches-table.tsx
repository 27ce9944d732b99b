import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { Sheet } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import { AppOpen } from './app-open';
import { HoursAmount } from './hours-amount';
import { useGpuWords } from './job-head';
import { hasEnded } from './job-look';
import { jobSpan } from './job-ruler-geometry';
import { JobStateBadge } from './job-state-badge';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

/** Everything that a person launched, a line each. */
export function LaunchesTable({ launches }: { launches: readonly LaunchView[] }) {
  const t = useText('launches');
  const hasLive = launches.some((launch) => !hasEnded(launch.state));
  const nowAt = useNow(hasLive ? 1_000 : 60_000);
  const head = (
    <>
      <HeadCell>{t('name')}</HeadCell>
      <HeadCell>{t('state')}</HeadCell>
      <HeadCell>{t('where')}</HeadCell>
      <HeadCell>{t('gpus')}</HeadCell>
      <HeadCell isRight>{t('started')}</HeadCell>
      <HeadCell isRight>{t('elapsed')}</HeadCell>
      <HeadCell isRight>{t('cost')}</HeadCell>
    </>
  );
  return (
    <Sheet>
      <Table caption={t('caption')} isFolding head={head}>
        {launches.map((launch) => (
          <LaunchRow key={launch.id} launch={launch} nowAt={nowAt} />
        ))}
      </Table>
    </Sheet>
  );
}

function LaunchRow({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('launches');
  const format = useFormat();
  const locale = useLocale();
  const when = useWhen(nowAt);
  const gpus = useGpuWords(launch);
  const span = jobSpan(launch, nowAt);
  return (
    <Row>
      <RowHead>
        <Link to={paths.launchPage(launch.id)} prefetch="intent" className="[overflow-wrap:anywhere]">
          {launch.name}
        </Link>
        {launch.kind === 'by-hand' && (
          <span className="ml-3">
            <Badge>{t('byHand')}</Badge>
          </span>
        )}
        {launch.app?.url !== undefined && (
          <span className="ml-3">
            <AppOpen app={launch.app} size="small" />
          </span>
        )}
      </RowHead>
      <Cell>
        <JobStateBadge launch={launch} look="bare" />
      </Cell>
      <Cell fold="left">{localTitle(launch.cluster, locale)}</Cell>
      <Cell>{gpus}</Cell>
      <Cell isRight fold="left" label={t('started')}>
        {launch.at.running ? (
          when(launch.at.running)
        ) : (
          <span className="text-text-3">{hasEnded(launch.state) ? t('neverStarted') : t('notStarted')}</span>
        )}
      </Cell>
      <Cell isRight>{span && format.clock(span.elapsedSeconds)}</Cell>
      <Cell isRight fold="all" label={t('cost')}>
        <Cost launch={launch} />
      </Cell>
    </Row>
  );
}

/** The charge, or what it comes to so far. */
function Cost({ launch }: { launch: LaunchView }) {
  const t = useText('launches');
  const amount = launch.chargedMilliGpuSeconds ?? launch.soFarMilliGpuSeconds;
  const hours = <HoursAmount amount={amount} />;
  if (launch.chargedMilliGpuSeconds !== undefined || amount === 0) return hours;
  return <span className="text-text-2">{t.rich('soFar', { hours: () => hours })}</span>;
}
