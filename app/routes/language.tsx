import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { locales } from '#server/contract/roles';
import { paths } from '~/paths';
import { localeCookie, preferenceCookie } from '~/request/cookies';
import { formProblem, parseForm } from '~/request/parse-form.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';

const form = z.object({ locale: z.enum(locales), next: z.string().optional() });

/** The language of pages in this browser, and of mails for who is signed in. */
export const action = withAppErrors(async ({ request, context }: ActionFunctionArgs) => {
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  const { locale, next } = parsed.data;
  if (context.actor) await context.services.people.updateProfile(context.actor, { locale });
  return redirect(safeNext(next, paths.landing()), {
    headers: { 'Set-Cookie': preferenceCookie(localeCookie, locale) },
  });
});

export const loader = () => redirect(paths.landing());
