import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { paths } from '~/paths';
import { oidcProblem } from '~/request/oidc-problem.server';
import { safeNext } from '~/request/safe-next';
import { withAppErrors } from '~/request/to-response.server';

const withCookies = (location: string, setCookies: readonly string[]) =>
  redirect(location, { headers: setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]) });

/** Where a provider sends the browser back to. */
export const loader = withAppErrors(async ({ request, params, context }: LoaderFunctionArgs) => {
  const { search } = new URL(request.url);
  const { oidcDoor } = context;
  try {
    const came = await oidcDoor.finish(params['provider'] ?? '', search.slice(1), context.actor);
    const next = safeNext(came.next, paths.home());
    return withCookies(came.kind === 'new' ? paths.signUp({ next }) : next, came.setCookies);
  } catch (error) {
    if (!isAppError(error) || error.code === 'not-found') throw error;
    const { wasLink, setCookies } = oidcDoor.forget();
    return withCookies(oidcProblem(error.code, wasLink), setCookies);
  }
});
