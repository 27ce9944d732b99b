import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { AllocationView, LedgerView } from '#server/hours-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { MoreLink } from '../ui/more-link';
import { Section } from '../ui/section';
import { allocationTitle } from './hours-allocation-title';
import { HoursAllocations } from './hours-allocations';
import { HoursGauge } from './hours-gauge';
import { hoursLines } from './hours-lines';
import { sumHours } from './hours-pieces';
import { remindedOf } from './hours-reminded';
import { HoursReminders } from './hours-reminders';
import { HoursStatement } from './hours-statement';
import { HoursSum } from './hours-sum';

export interface HoursOverviewProps {
  all: readonly AllocationView[];
  ledger: LedgerView;
  /** The one whose lines are shown; undefined: all. */
  allocationId: string | undefined;
  nowAt: Date;
}

/** What is left, what it was granted by, and where it went. */
export function HoursOverview(props: HoursOverviewProps) {
  const t = useText('hours');
  const current = props.all.filter((allocation) => allocation.isCurrent);
  return (
    <>
      <HoursReminders
        hours={remindedOf(props.all, useLocale())}
        actions={
          <>
            <LinkButton to={paths.requestNew()} size="small">
              {t('askMore')}
            </LinkButton>
            <LinkButton to="#give-back" size="small">
              {t('remind.giveBack')}
            </LinkButton>
          </>
        }
      />
      <HoursGauge
        hours={sumHours(current)}
        endsAt={current.map((allocation) => allocation.endsAt)}
        foot={t('heldWhat')}
      />
      <Section title={t('granted')}>
        <HoursAllocations allocations={props.all} nowAt={props.nowAt} />
      </Section>
      <Statement {...props} />
    </>
  );
}

function Statement({ all, ledger, allocationId, nowAt }: HoursOverviewProps) {
  const t = useText('hours');
  const locale = useLocale();
  const shown = all.find((allocation) => allocation.id === allocationId);
  const titles = new Map(all.map((allocation) => [allocation.id, allocationTitle(allocation, locale)]));
  const entries = ledger.entries.items.map((entry) => ({
    ...entry,
    allocationTitle: titles.get(entry.allocationId) ?? entry.allocationTitle,
  }));
  const over = (shown ? [shown] : all).filter((allocation) => allocation.endsAt <= nowAt);
  const { next } = ledger.entries;
  return (
    <Section
      title={t('statement')}
      aside={
        shown && (
          <>
            {t('only', { title: allocationTitle(shown, locale) })}{' '}
            <Link to={paths.hours()}>{t('showAll')}</Link>
          </>
        )
      }
    >
      <HoursStatement
        lines={hoursLines(entries)}
        foot={<HoursSum ledger={ledger} lapsed={sumHours(over).freeMilliGpuSeconds} />}
      />
      <MoreLink
        to={next && paths.hours({ ...(allocationId && { allocation: allocationId }), cursor: next })}
      />
    </Section>
  );
}
