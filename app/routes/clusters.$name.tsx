import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { ClusterPage } from '~/parts/cluster-page';
import { clusterTitle } from '~/parts/cluster-title';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { operatedClusters } from '~/request/operated-clusters.server';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';

type Loaded = { title: string } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.title ?? '' };
export const meta = titleMeta('clusters', (t, data: Loaded) => data?.title ?? t('title'));

/** For everybody, signed in or not. */
export const loader = withAppErrors(async ({ context, params }: LoaderFunctionArgs) => {
  const { clusters, operate } = context.services;
  const [all, operated] = await Promise.all([
    clusters.publicBoard(),
    operatedClusters(operate, context.actor),
  ]);
  const cluster = all.find(({ name }) => name === params['name']);
  if (!cluster) throw appErrorResponse('not-found', context.requestId);
  return {
    cluster,
    ...clusterTitle(cluster, context.locale),
    isOperated: operated.some(({ name }) => name === cluster.name),
    nowAt: new Date(),
  };
});

export default function Cluster() {
  const loaded = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster' && event.cluster === loaded.cluster.name);
  return <ClusterPage {...loaded} />;
}
