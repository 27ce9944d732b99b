import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/** Whoever comes here by an address or the back button has asked for nothing yet. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.launchPage(params['launchId'] ?? ''));

/** Asks the centre to stop a launch; the page says when it has. Harmless when called twice, and when it has ended meanwhile. */
export const action = withAppErrors(async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = requireActor(request, context);
  const id = params['launchId'] ?? '';
  try {
    await context.services.launches.cancel(actor, id);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'wrong-state') throw error;
  }
  return redirect(paths.launchPage(id));
});
