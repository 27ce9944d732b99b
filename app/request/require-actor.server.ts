import { redirect, type AppLoadContext } from '@remix-run/node';
import type { Actor } from '#server/actor';
import type { Role } from '#server/contract/roles';
import { paths } from '~/paths';
import { appErrorResponse } from './to-response.server';
import { safeNext } from './safe-next';

type WithActor = Pick<AppLoadContext, 'actor' | 'isWaiting' | 'isStopped' | 'requestId'>;

/**
 * Who asks. Nobody signed in: throws a redirect to sign-in that comes back here (after an action: to the page it stood on); somebody who
 * has not used their second factor yet: to where it is asked for; whom their guardian has stopped: to the page that says so. Writes nothing.
 */
export function requireActor(request: Request, context: WithActor): Actor {
  if (context.actor) return context.actor;
  if (context.isStopped) throw redirect(paths.stopped());
  const next = wayBack(request);
  throw redirect(context.isWaiting ? paths.confirm({ next }) : paths.signIn({ next }));
}

/** Where to come back to: this page, or after an action the page it stood on. */
function wayBack(request: Request): string {
  const url = new URL(request.url);
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  const here = isPage ? url.pathname.replace(/\.data$/, '') + cleanSearch(url) : refererPath(request, url);
  return safeNext(here, paths.home());
}

/**
 * The same, and only for people with one of these roles. Throws a 403 page otherwise, or a redirect to where the second factor is set up
 * that the role waits for; the service checks again by itself.
 */
export function requireRole(request: Request, context: WithActor, ...roles: Role[]): Actor {
  const actor = requireActor(request, context);
  if (roles.some((role) => actor.roles.includes(role))) return actor;
  if (roles.some((role) => actor.heldBackRoles?.includes(role)))
    throw redirect(paths.secondFactor({ next: wayBack(request) }));
  throw appErrorResponse('not-allowed', context.requestId);
}

/** Who asks, with all their roles acting; leads whoever has to set a second factor up there first. */
export function requireWhole(request: Request, context: WithActor): Actor {
  const actor = requireActor(request, context);
  if (actor.heldBackRoles === undefined || actor.heldBackRoles.length === 0) return actor;
  throw redirect(paths.secondFactor({ next: wayBack(request) }));
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
