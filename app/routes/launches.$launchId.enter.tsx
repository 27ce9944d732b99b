import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { requireActor } from '~/request/require-actor.server';
import { withAppErrors } from '~/request/to-response.server';

/**
 * A browser that knocked at an app's own origin comes here, is known by its session, and goes back with a ticket that it alone can use.
 * What cannot be opened (not ready, ended) shows the launch's page, which says why.
 */
export const loader = withAppErrors(async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = requireActor(request, context);
  const id = params['launchId'] ?? '';
  const knock = new URL(request.url).searchParams.get('knock') ?? '';
  try {
    const { origin, ticket } = await context.services.launches.openApp(actor, id, knock);
    return redirect(`${origin}/.modu/enter?ticket=${ticket}`, {
      headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
    });
  } catch (error) {
    if (isAppError(error) && error.code === 'wrong-state') return redirect(paths.launchPage(id));
    throw error;
  }
});
