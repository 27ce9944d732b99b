import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileResponse } from '~/request/file-response.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** One file that a launch made, as it is. */
export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const search = new URL(request.url).searchParams;
  const path = search.get('file') ?? '';
  const { bytes, contentType } = await context.services.launches.result(
    actor,
    params['launchId'] ?? '',
    path,
  );
  return fileResponse(bytes, {
    name: path.split('/').at(-1) ?? '',
    contentType,
    isKept: search.has('version'),
  });
});
