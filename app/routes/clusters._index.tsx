import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import { ClusterSheet } from '~/parts/cluster-sheet';
import { titleMeta } from '~/parts/title-meta';
import { operatedClusters } from '~/request/operated-clusters.server';
import { withAppErrors } from '~/request/to-response.server';
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page-head';

export const meta = titleMeta('clusters', (t) => t('title'));

/** For everybody, signed in or not. */
export const loader = withAppErrors(async ({ context }: LoaderFunctionArgs) => {
  const { clusters, operate } = context.services;
  const [all, operated] = await Promise.all([
    clusters.publicBoard(),
    operatedClusters(operate, context.actor),
  ]);
  return { all, operated: operated.map(({ name }) => name), nowAt: new Date() };
});

export default function Clusters() {
  const t = useText('clusters');
  const { all, operated, nowAt } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster');
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      {all.length === 0 && <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>}
      <div className="grid gap-6">
        {all.map((cluster) => (
          <ClusterSheet
            key={cluster.name}
            cluster={cluster}
            isOperated={operated.includes(cluster.name)}
            nowAt={nowAt}
          />
        ))}
      </div>
    </>
  );
}
