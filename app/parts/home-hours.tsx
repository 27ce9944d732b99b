import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { AllocationView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { HoursGauge } from './hours-gauge';
import { remindedOf } from './hours-reminded';
import { HoursReminders } from './hours-reminders';
import { sumHours } from './hours-pieces';

/** How many hours are left: the one figure of a student's home; with none, the way to some. */
export function HomeHours({ hours }: { hours: readonly AllocationView[] }) {
  const t = useText('home');
  const format = useFormat();
  const locale = useLocale();
  const current = hours.filter((allocation) => allocation.isCurrent);
  if (current.length === 0)
    return (
      <EmptyState
        title={t('hoursEmptyTitle')}
        actions={<LinkButton to={paths.hours()}>{t('hoursEmptyAction')}</LinkButton>}
      >
        {t('hoursEmpty')}
      </EmptyState>
    );
  const sum = sumHours(current);
  const isOut = sum.freeMilliGpuSeconds === 0 && sum.heldMilliGpuSeconds === 0;
  return (
    <>
      <HoursGauge
        hours={sum}
        endsAt={current.map((allocation) => allocation.endsAt)}
        link={
          <Link to={paths.hours()} prefetch="intent">
            {t('hoursWhere')}
          </Link>
        }
        foot={t('hoursFoot', { granted: format.gpuHours(sum.grantedMilliGpuSeconds) })}
      />
      {!isOut && (
        <HoursReminders
          hours={remindedOf(hours, locale)}
          actions={
            <LinkButton to={paths.requestNew()} size="small">
              {t('hoursOutAction')}
            </LinkButton>
          }
        />
      )}
      {isOut && (
        <Note
          tone="warn"
          title={t('hoursOutTitle')}
          actions={
            <LinkButton to={paths.requestNew()} size="small">
              {t('hoursOutAction')}
            </LinkButton>
          }
        >
          {t('hoursOut')}
        </Note>
      )}
    </>
  );
}
