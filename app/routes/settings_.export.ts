import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachment } from '~/request/file-response.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** Everything that is kept of who asks, as a file to keep. */
export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const { name, bytes } = await context.services.people.exportEverything(requireActor(request, context));
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: { 'Content-Type': 'application/zip', 'Content-Disposition': attachment(name) },
  });
});
