import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { paths } from '../paths';
import { parseForm } from '../request/parse-form.server';
import { appErrorResponse, withAppErrors } from '../request/to-response.server';

const form = z.object({ email: z.string().max(254) });

export const loader = () => redirect(paths.landing());

/** Signs in as a demo person; there is no such page outside the demo. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) throw appErrorResponse('not-found', context.requestId);
  const { setCookies } = await context.sessionDoor.become(parsed.data.email);
  const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
  return redirect(paths.home(), { headers });
});
