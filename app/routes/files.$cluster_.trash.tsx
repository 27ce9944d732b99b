import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { useAnswer } from '~/hooks/use-answer';
import { FilesTrash } from '~/parts/files-trash';
import type { PageHandle } from '~/parts/page-handle';
import { titleMeta } from '~/parts/title-meta';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireRole } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

export const handle: PageHandle = { crumb: (t) => t('filesTrash') };
export const meta = titleMeta('files', (t) => t('trashTitle'));

export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  const cluster = params['cluster'] ?? '';
  return { cluster, things: await context.services.files.listTrash(actor, cluster), nowAt: new Date() };
});

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('restore'), id: z.string() }),
  /** Without an id: everything. */
  z.object({ intent: z.literal('forget'), id: z.string().optional() }),
]);

export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireRole(request, context, 'student', 'teacher');
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { files } = context.services;
  const cluster = params['cluster'] ?? '';
  try {
    if (parsed.data.intent === 'restore')
      return { ok: true as const, restored: await files.restore(actor, cluster, parsed.data.id) };
    await files.forget(actor, cluster, parsed.data.id);
    return { ok: true as const, restored: undefined };
  } catch (error) {
    return refusal(error, parsed.values);
  }
});

export default function Trash() {
  return <FilesTrash {...useLoaderData<typeof loader>()} answer={useAnswer<typeof action>()} />;
}
