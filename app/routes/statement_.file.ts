import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { statementKinds } from '#server/contract/statements';
import { paths } from '~/paths';
import { attachment } from '~/request/file-response.server';
import { requireActor } from '~/request/require-actor.server';
import { readStatementAsked } from '~/request/statement-asked.server';
import { withAppErrors } from '~/request/to-response.server';

/** A statement as a file. What is wrong with its days is said on its page, which keeps them. */
export const loader = withAppErrors(async ({ request, context }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const asked = readStatementAsked(request);
  const kind = new URL(request.url).searchParams.get('kind');
  try {
    const file = await context.services.statements.file(
      actor,
      asked,
      statementKinds.find((one) => one === kind) ?? 'csv',
    );
    return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': file.contentType,
        'Content-Disposition': attachment(file.name),
        'Content-Length': String(file.bytes.byteLength),
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    if (isAppError(error) && (error.code === 'invalid-input' || error.code === 'limit-reached'))
      return redirect(paths.statement(asked));
    throw error;
  }
});
