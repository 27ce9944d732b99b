import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { errorCodes, type ErrorCode } from '#server/contract/error-codes';
import { paths } from '~/paths';
import { passkeyAnswer } from '~/request/passkey-answer';
import { parseForm } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';

const form = z.object({ response: passkeyAnswer, next: z.string().optional() });

export const loader = () => redirect(paths.signIn());

/** Signs in by a passkey; it is a second factor by itself. */
export async function action({ request, context }: ActionFunctionArgs) {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return refused('passkey-refused');
  try {
    const { setCookies } = await context.sessionDoor.enterByPasskey(parsed.data.response);
    const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
    return redirect(safeNext(parsed.data.next, paths.home()), { headers });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return refused(error.code);
  }
}

/** No page stands here: the one that asked says why. */
const refused = (code: ErrorCode) => Response.json({ code }, { status: errorCodes[code].status });
