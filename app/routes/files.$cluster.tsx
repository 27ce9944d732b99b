import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isAppError } from '#server/contract/app-error';
import { errorCodes } from '#server/contract/error-codes';
import { clusterTitle } from '~/parts/cluster-title';
import type { FilesShown } from '~/parts/files-answer';
import { FilesPage } from '~/parts/files-page';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { changeFiles, filesForm } from '~/request/files-form.server';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { appErrorResponse, withAppErrors } from '~/request/to-response.server';

type Loaded = { title: string } | undefined;
export const handle: PageHandle = { crumb: (_t, data) => (data as Loaded)?.title ?? '' };
export const meta = titleMeta('files', (t, data: Loaded) => `${t('title')} · ${data?.title ?? ''}`);

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  const { clusters, files } = context.services;
  const cluster = (await clusters.list(actor)).find(({ name }) => name === params['cluster']);
  if (!cluster) throw appErrorResponse('not-found', context.requestId);
  const search = new URL(request.url).searchParams;
  const path = search.get('path') ?? '';
  const isEditing = search.get('edit') === 'yes';
  const read = async (): Promise<FilesShown> =>
    isEditing
      ? { kind: 'edit', ...(await files.edit(actor, cluster.name, path)) }
      : files.look(actor, cluster.name, path);
  return {
    cluster: cluster.name,
    ...clusterTitle(cluster, context.locale),
    shown: await read().catch(inPlace),
    isHiddenShown: search.get('hidden') === 'yes',
    nowAt: new Date(),
  };
});

/** What may pass, or is about this one path, is said on the page itself. */
function inPlace(error: unknown): FilesShown {
  const mayPass = isAppError(error) && errorCodes[error.code].retry;
  const isOfPath = isAppError(error) && ['outside-home', 'no-permission', 'wrong-state'].includes(error.code);
  if (!isAppError(error) || !(mayPass || isOfPath)) throw error;
  return { kind: 'trouble', code: error.code, details: error.details };
}

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  const parsed = await parseForm(request, filesForm);
  if (!parsed.ok) return formProblem(parsed);
  const { intent } = parsed.data;
  try {
    const saved = await changeFiles(context.services.files, actor, params['cluster'] ?? '', parsed.data);
    return { ok: true as const, intent, saved };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});
export type FilesAction = typeof action;

export default function Files() {
  return <FilesPage {...useLoaderData<typeof loader>()} />;
}
