import type { LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import type { ResultsAnswer } from '~/parts/job-results-answer';
import { requireActor } from '~/request/require-actor.server';
import { toResponse } from '~/request/to-response.server';

/** Read over SSH: asked when the page wants it, not with every change that it is told of. */
export const shouldRevalidate = () => false;

/** The files that a launch made. A cluster that is away is an answer, not an error page. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<ResultsAnswer> {
  const actor = requireActor(request, context);
  try {
    return { files: await context.services.launches.results(actor, params['launchId'] ?? '') };
  } catch (error) {
    if (!isAppError(error) || error.code === 'not-found') throw toResponse(error, context.requestId);
    return { code: error.code };
  }
}
