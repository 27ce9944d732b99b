import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { RequestView } from '#server/hours-services';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { RequestReviewTable } from '~/parts/request-review-table';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { MoreLink } from '~/ui/more-link';
import { Note } from '~/ui/note';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('review', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const query = new URL(request.url).searchParams;
  const cursor = query.get('cursor');
  const page = await context.services.requests.listToReview(actor, cursor === null ? {} : { cursor });
  return { ...page, isFirst: cursor === null, done: query.get('done'), nowAt: new Date() };
});

export default function Review() {
  const t = useText('review');
  const panel = useText('panel');
  const { items, next, isFirst, done, nowAt } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request');
  const isOpen = ({ state }: RequestView) => state === 'submitted';
  const isGiven = (request: RequestView) => isOpen(request) && request.myReview === 'reviewed';
  const reports = items.filter(({ may }) => may.judgeReport);
  const open = items.filter((request) => isOpen(request) && !isGiven(request));
  const given = items.filter(isGiven);
  const waiting = items.filter(({ state }) => state === 'asked-back' || state === 'with-adviser');
  const decided = items.filter((request) => ![...reports, ...open, ...given, ...waiting].includes(request));
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-10">
        {done === 'handed-back' && (
          <Note tone="success" isAnnounced>
            {panel('handedBack')}
          </Note>
        )}
        {open.length === 0 && isFirst && <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>}
        {open.length > 0 && (
          <Section title={t('open')}>
            <RequestReviewTable caption={t('openTable')} requests={open} nowAt={nowAt} />
          </Section>
        )}
        {reports.length > 0 && (
          <Section title={panel('reports')}>
            <RequestReviewTable caption={panel('reportsTable')} requests={reports} nowAt={nowAt} />
          </Section>
        )}
        {given.length > 0 && (
          <Section title={t('reviewed')}>
            <RequestReviewTable caption={t('reviewedTable')} requests={given} nowAt={nowAt} />
          </Section>
        )}
        {waiting.length > 0 && (
          <Section title={t('waiting')}>
            <RequestReviewTable caption={t('waitingTable')} requests={waiting} nowAt={nowAt} />
          </Section>
        )}
        {decided.length > 0 && (
          <Section title={t('decided')}>
            <RequestReviewTable caption={t('decidedTable')} requests={decided} nowAt={nowAt} />
          </Section>
        )}
      </div>
      <MoreLink to={next && paths.review({ cursor: next })} />
    </>
  );
}
