import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLive } from '~/hooks/use-live';
import { useText } from '~/locales/use-text';
import type { PageHandle } from '~/parts/page-handle';
import { TerminalWindow } from '~/parts/terminal-window';
import { titleMeta } from '~/parts/title-meta';
import { requireRole } from '~/request/require-actor.server';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';
import { VisuallyHidden } from '~/ui/visually-hidden';

export const handle: PageHandle = { crumb: (t) => t('terminal'), width: 'filled' };
export const meta = titleMeta('terminal', (t) => t('title'));

export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  const query = new URL(request.url).searchParams;
  const asked = query.get('cluster') ?? undefined;
  const living = context.services.terminals.list(actor);
  const wanted = query.get('living');
  const clusters = await context.services.clusters.list(actor);
  const isKnown = asked === undefined || clusters.some((cluster) => cluster.name === asked);
  if (!isKnown || (wanted !== null && !living.some(({ id }) => id === wanted)))
    throw appErrorResponse('not-found', context.requestId);
  const launchId = query.get('launch');
  const launch = launchId === null ? undefined : await context.services.launches.get(actor, launchId);
  const named = launch && { id: launch.id, name: launch.name, cluster: launch.cluster.name };
  const isLet = launch?.may.enter === true;
  const page = {
    clusters,
    living,
    teachers: await context.services.showings.teachers(actor),
    asked: isLet && named ? { cluster: named.cluster, launch: named } : asked && { cluster: asked },
    refused: isLet ? undefined : named,
  };
  // A page whose terminal does not open asks for the status alone.
  return data(page, { status: named && !isLet ? 409 : 200 });
});

export default function Terminal() {
  const t = useText('terminal');
  const { clusters, living, teachers, asked, refused } = useLoaderData<typeof loader>();
  useLive((event) => event.kind === 'cluster');
  return (
    <>
      <VisuallyHidden>
        <h1>{t('title')}</h1>
      </VisuallyHidden>
      <TerminalWindow
        clusters={clusters}
        living={living}
        teachers={teachers}
        asked={asked || undefined}
        refused={refused}
      />
    </>
  );
}
