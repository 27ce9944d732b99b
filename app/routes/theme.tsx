import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { paths } from '~/paths';
import { preferenceCookie, themeCookie, themes } from '~/request/cookies';
import { formProblem, parseForm } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';

const form = z.object({ theme: z.enum(themes), next: z.string().optional() });

/** Light, dark or as the device, for a year in this browser. */
export const action = withAppErrors(async ({ request }: ActionFunctionArgs) => {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  return redirect(safeNext(parsed.data.next, paths.landing()), {
    headers: { 'Set-Cookie': preferenceCookie(themeCookie, parsed.data.theme) },
  });
});

export const loader = () => redirect(paths.landing());
