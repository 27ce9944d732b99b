import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { WatchWindow } from '~/parts/watch-window';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

export const handle: PageHandle = { crumb: (t) => t('terminal'), width: 'filled' };
export const meta = titleMeta('showing', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  const { services } = context;
  const shown = await services.showings.get(actor, params['terminalId'] ?? '');
  return { shown, clusters: await services.clusters.list(actor) };
});

/** The teacher ends it. Harmless when it is over. */
export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'teacher');
  context.services.showings.decline(actor, params['terminalId'] ?? '');
  return { ok: true as const };
});

/** What has been shown stays on the page, with the words of its end, when it is shown no more. */
export const shouldRevalidate = () => false;

export default function Watch() {
  const { shown, clusters } = useLoaderData<typeof loader>();
  return <WatchWindow key={shown.id} shown={shown} clusters={clusters} />;
}
