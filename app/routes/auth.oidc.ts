import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { oidcProblem } from '~/request/oidc-problem.server';
import { formProblem, parseForm } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';

const form = z.object({
  provider: z.string().max(40),
  link: z.literal('yes').optional(),
  next: z.string().optional(),
});

export const loader = () => redirect(paths.signIn());

/** Sends the browser to a provider: to sign in by it, or to add it to the ways in of who is signed in. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { provider, link, next } = parsed.data;
  const asked = link ? { link: requireActor(request, context) } : { next: safeNext(next, paths.home()) };
  try {
    const { location, setCookies } = await context.oidcDoor.start(provider, asked);
    return redirect(location, {
      headers: setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
    });
  } catch (error) {
    if (!isAppError(error) || error.code === 'not-found') throw error;
    return redirect(oidcProblem(error.code, link !== undefined));
  }
});
