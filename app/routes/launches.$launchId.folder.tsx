import type { LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import type { FolderAnswer } from '~/parts/job-results-answer';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** Read over SSH: asked when the page wants it, not with every change that it is told of. */
export const shouldRevalidate = () => false;

/** A launch's own folder, or one in it (`path`, from there on). A cluster that is away, or a folder that is not there yet, is an answer. */
export const loader = withAppErrors(
  async ({ request, context, params }: LoaderFunctionArgs): Promise<FolderAnswer> => {
    const actor = requireActor(request, context);
    const { launches, files } = context.services;
    const { id, cluster } = await launches.get(actor, params['launchId'] ?? '');
    const below = new URL(request.url).searchParams.get('path') ?? '';
    try {
      const shown = await files.look(actor, cluster.name, ['.modu', id, below].filter(Boolean).join('/'));
      return shown.kind === 'folder' ? { folder: shown } : { code: 'not-found', details: {} };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { code: error.code, details: error.details };
    }
  },
);
