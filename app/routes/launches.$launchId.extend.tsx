import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { formProblem, parseForm, refusal } from '~/request/parse-form.server';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** Whoever comes here by an address or the back button has asked for nothing yet. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.launchPage(params['launchId'] ?? ''));

const form = z.object({ walltimeSeconds: z.coerce.number() });

/** Asks for more time for a launch that runs; the page says when the centre has answered. */
export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const parsed = await parseForm(request, form);
  if (!parsed.ok) return formProblem(parsed);
  try {
    await context.services.launches.extend(actor, params['launchId'] ?? '', parsed.data.walltimeSeconds);
    return { ok: true as const };
  } catch (error) {
    // There is no page here that could say so.
    if (isAppError(error) && error.code === 'not-found') throw error;
    return refusal(error, parsed.values);
  }
});
