import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachment } from '~/request/file-response.server';
import { outputStream } from '~/request/output-stream.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** The whole output of a launch, or of one task of it, as a text file; cleaned of what could do something in a terminal. */
export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const { launches } = context.services;
  const id = params['launchId'] ?? '';
  const asked = new URL(request.url).searchParams.get('task');
  const task = asked !== null && /^\d{1,4}$/.test(asked) ? Number(asked) : undefined;
  const { name } = await launches.get(actor, id);
  const at = task === undefined ? {} : { arrayIndex: task };
  const read = (fromByte: number) => launches.output(actor, id, { ...at, fromByte });
  const fileName = `${name}${task === undefined ? '' : `-${task}`}.log`;
  return new Response(await outputStream(read), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': attachment(fileName),
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
});
