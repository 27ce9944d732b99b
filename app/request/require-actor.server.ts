import { redirect, type AppLoadContext } from '@remix-run/node';
import type { Actor } from '#server/actor';
import type { Role } from '#server/contract/roles';
import { paths } from '~/paths';
import { appErrorResponse } from './to-response.server';
import { safeNext } from './safe-next';

type WithActor = Pick<AppLoadContext, 'actor' | 'requestId'>;

/**
 * Who asks. Nobody signed in: throws a redirect to sign-in that comes back here (after an action: to the page it stood on).
 * Writes nothing.
 */
export function requireActor(request: Request, context: WithActor): Actor {
  if (context.actor) return context.actor;
  const url = new URL(request.url);
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  const here = isPage ? url.pathname.replace(/\.data$/, '') + cleanSearch(url) : refererPath(request, url);
  throw redirect(paths.signIn({ next: safeNext(here, paths.home()) }));
}

/** The same, and only for people with one of these roles. Throws a 403 page otherwise; the service checks again by itself. */
export function requireRole(request: Request, context: WithActor, ...roles: Role[]): Actor {
  const actor = requireActor(request, context);
  if (roles.some((role) => actor.roles.includes(role))) return actor;
  throw appErrorResponse('not-allowed', context.requestId);
}

/** Single fetch adds `_routes`, forms add `index`; neither belongs to the address that a person saw. */
function cleanSearch(url: URL): string {
  const search = new URLSearchParams(url.search);
  search.delete('_routes');
  search.delete('index');
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function refererPath(request: Request, url: URL): string | undefined {
  const referer = request.headers.get('referer');
  if (referer === null || !URL.canParse(referer)) return undefined;
  const from = new URL(referer);
  return from.host === url.host ? from.pathname + from.search : undefined;
}
