import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { useText } from '~/locales/use-text';
import { HoursAllocations } from '~/parts/hours-allocations';
import { allocationTitle } from '~/parts/hours-allocation-title';
import { HoursGauge } from '~/parts/hours-gauge';
import { hoursLines } from '~/parts/hours-lines';
import { sumHours } from '~/parts/hours-pieces';
import { HoursStarter } from '~/parts/hours-starter';
import { HoursStatement } from '~/parts/hours-statement';
import { HoursSum } from '~/parts/hours-sum';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { LinkButton } from '~/ui/link-button';
import { MoreLink } from '~/ui/more-link';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const handle: PageHandle = { crumb: (t) => t('hours') };
export const meta = titleMeta('hours', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const search = new URL(request.url).searchParams;
  const allocationId = search.get('allocation') ?? undefined;
  const cursor = search.get('cursor') ?? undefined;
  const { allocations } = context.services;
  const [all, ledger] = await Promise.all([
    allocations.list(actor),
    allocations.statement(actor, { ...(allocationId && { allocationId }), ...(cursor && { cursor }) }),
  ]);
  return { all, ledger, allocationId, nowAt: new Date() };
});

export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  await context.services.allocations.ensureStarter(requireActor(request, context));
  return redirect(paths.hours());
});

export default function Hours() {
  const t = useText('hours');
  const locale = useLocale();
  const { all, ledger, allocationId, nowAt } = useLoaderData<typeof loader>();
  const current = all.filter((allocation) => allocation.isCurrent);
  const hasStarter = all.some((allocation) => allocation.programme.kind === 'starter');
  const shown = all.find((allocation) => allocation.id === allocationId);
  const titles = new Map(all.map((allocation) => [allocation.id, allocationTitle(allocation, locale)]));
  const lines = hoursLines(
    ledger.entries.items.map((entry) => ({
      ...entry,
      allocationTitle: titles.get(entry.allocationId) ?? entry.allocationTitle,
    })),
  );
  const over = (shown ? [shown] : all).filter((allocation) => allocation.endsAt <= nowAt);
  const next = ledger.entries.next;
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <LinkButton to={paths.requestNew()} kind={hasStarter ? 'primary' : 'plain'}>
            {t('askMore')}
          </LinkButton>
        }
      >
        {t('lead')}
      </PageHead>
      <div className="grid gap-10">
        {!hasStarter && <HoursStarter hasOthers={all.length > 0} />}
        {all.length > 0 && (
          <>
            <HoursGauge
              hours={sumHours(current)}
              endsAt={current.map((allocation) => allocation.endsAt)}
              foot={t('heldWhat')}
            />
            <Section title={t('granted')}>
              <HoursAllocations allocations={all} nowAt={nowAt} />
            </Section>
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
                lines={lines}
                foot={<HoursSum ledger={ledger} lapsed={sumHours(over).freeMilliGpuSeconds} />}
              />
              <MoreLink
                to={next && paths.hours({ ...(allocationId && { allocation: allocationId }), cursor: next })}
              />
            </Section>
          </>
        )}
      </div>
    </>
  );
}
