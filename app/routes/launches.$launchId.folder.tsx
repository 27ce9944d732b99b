import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { isAppError } from '#server/contract/app-error';
import { JobFolder } from '~/parts/job-folder';
import type { FolderAnswer } from '~/parts/job-results-answer';
import { titleMeta } from '~/parts/title-meta';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

type Loaded = { name: string } | undefined;
export const meta = titleMeta(
  'job',
  (t, data: Loaded) => `${data?.name ?? t('title')} · ${t('resultsFolder')}`,
);

/** Read over SSH: for another folder, or when somebody asks again (by a form), not with every change that the page is told of. */
export const shouldRevalidate = ({ currentUrl, nextUrl, formMethod }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined || currentUrl.href !== nextUrl.href;

/** A launch's own folder, or one in it (`path`, from there on). A cluster that is away, or a folder that is not there yet, is an answer. */
export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { launches, files } = context.services;
  const { id, name, cluster } = await launches.get(actor, params['launchId'] ?? '');
  const path = new URL(request.url).searchParams.get('path') ?? '';
  const read = async (): Promise<FolderAnswer> => {
    const shown = await files.look(actor, cluster.name, ['.modu', id, path].filter(Boolean).join('/'));
    return shown.kind === 'folder' ? { folder: shown } : { code: 'not-found', details: {} };
  };
  return {
    launchId: id,
    name,
    cluster: cluster.name,
    path,
    answer: await read().catch(inPlace),
    nowAt: new Date(),
  };
});

function inPlace(error: unknown): FolderAnswer {
  if (!isAppError(error)) throw error;
  return { code: error.code, details: error.details };
}

export default function LaunchFolder() {
  return <JobFolder {...useLoaderData<typeof loader>()} />;
}
