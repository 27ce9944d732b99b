import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { AdviseTable } from '~/parts/advise-table';
import { titleMeta } from '~/parts/title-meta';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page-head';
import { Section } from '~/ui/section';

export const meta = titleMeta('advise', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  return { requests: await context.services.requests.listToConfirm(actor) };
});

export default function Advise() {
  const t = useText('advise');
  const { requests } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'request');
  const waiting = requests.filter(({ state }) => state === 'with-adviser');
  const done = requests.filter(({ state }) => state !== 'with-adviser');
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <div className="grid gap-10">
        {waiting.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
        ) : (
          <Section title={t('waiting')}>
            <AdviseTable caption={t('table')} requests={waiting} />
          </Section>
        )}
        {done.length > 0 && (
          <Section title={t('done')}>
            <AdviseTable caption={t('doneTable')} requests={done} />
          </Section>
        )}
      </div>
    </>
  );
}
