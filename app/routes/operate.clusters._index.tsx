import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { OperateList } from '~/parts/operate-list';
import { titleMeta } from '~/parts/title-meta';
import { paths } from '~/paths';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { LinkButton } from '~/ui/link-button';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('operate', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'operator', 'administrator');
  return { clusters: await context.services.operate.list(actor), nowAt: new Date() };
});

export default function OperateClusters() {
  const t = useText('operate');
  const { clusters, nowAt } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster');
  const add = (
    <LinkButton to={paths.operateNew()} kind="primary">
      {t('add')}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={t('title')} actions={clusters.length > 0 && add}>
        {t('lead')} <Link to={paths.clusters()}>{t('publicStatus')}</Link>
      </PageHead>
      {clusters.length === 0 ? (
        <EmptyState title={t('emptyTitle')} actions={add}>
          {t('empty')}
        </EmptyState>
      ) : (
        <OperateList clusters={clusters} nowAt={nowAt} />
      )}
    </>
  );
}
