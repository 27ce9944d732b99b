import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { RequestReviewTable } from '~/parts/request-review-table';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { MoreLink } from '~/ui/more-link';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('review', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'reviewer', 'administrator');
  const cursor = new URL(request.url).searchParams.get('cursor');
  const page = await context.services.requests.listToReview(actor, cursor === null ? {} : { cursor });
  return { ...page, isFirst: cursor === null, nowAt: new Date() };
});

export default function Review() {
  const t = useText('review');
  const { items, next, isFirst, nowAt } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request');
  const open = items.filter((request) => request.state === 'submitted');
  const waiting = items.filter((request) => request.state === 'asked-back');
  const decided = items.filter((request) => !open.includes(request) && !waiting.includes(request));
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-10">
        {open.length === 0 && isFirst && <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>}
        {open.length > 0 && (
          <Section title={t('open')}>
            <RequestReviewTable caption={t('openTable')} requests={open} nowAt={nowAt} />
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
