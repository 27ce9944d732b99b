import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachment } from '~/request/file-response.server';
import { withAppErrors } from '~/request/to-response.server';

/** Everything that is kept of a guardian's child, as a file to keep. */
export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const child = new URL(request.url).searchParams.get('child') ?? '';
  const { name, bytes } = await context.services.guardians.exportChild(context.guardianDoor.session, child);
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: { 'Content-Type': 'application/zip', 'Content-Disposition': attachment(name) },
  });
});
