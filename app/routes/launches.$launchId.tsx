import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useOutlet } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { JobPage } from '~/parts/job-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import type { LaunchView } from '#server/launch-services';

type Loaded = { launch: LaunchView } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.launch.name ?? '' };
export const meta = titleMeta('job', (t, data: Loaded) => data?.launch.name ?? t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const launch = await context.services.launches.get(actor, params['launchId'] ?? '');
  return { launch, loadedAt: new Date() };
});

export default function Launch() {
  const { launch, loadedAt } = useLoaderData<typeof loader>();
  useLive((event) =>
    event.kind === 'launch'
      ? event.launchId === launch.id
      : event.kind === 'cluster' && event.cluster === launch.cluster.name,
  );
  return <JobPage key={launch.id} launch={launch} folder={useOutlet()} loadedAt={loadedAt} />;
}
