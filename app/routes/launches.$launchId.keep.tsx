import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';
import { z } from 'zod';

/** Whoever comes here by an address or the back button has asked for nothing yet. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.launchPage(params['launchId'] ?? ''));

/** Keeps an app that nobody seems to use. Harmless when called twice. */
export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, z.object({}));
  if (!parsed.ok) return formProblem(parsed);
  try {
    await context.services.launches.keepApp(actor, params['launchId'] ?? '');
    return { ok: true as const };
  } catch (error) {
    // There is no page here that could say so.
    if (isAppError(error) && error.code === 'not-found') throw error;
    return refusal(error, parsed.values);
  }
});
