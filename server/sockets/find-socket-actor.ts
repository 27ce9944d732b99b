import type { IncomingMessage } from 'node:http';
import type { Actor } from '../actor';
import type { Identity } from '../bridge/identity/port';
import { AppError } from '../contract/app-error';
import { actorOfSession } from '../http/actor-of-session';

export interface SocketActorOptions {
  identity: Identity;
  findActorByToken(token: string, requestId: string): Promise<Actor | undefined>;
}

/**
 * Who asks for a socket: a script by its token (no browser lets a page set that header), else a browser by its session cookie, which
 * counts only from a page of this very origin. Asked again while the socket lasts. The answer is never taken from the address.
 * @throws AppError[wrong-origin | not-signed-in]
 */
export async function findSocketActor(
  options: SocketActorOptions,
  request: Pick<IncomingMessage, 'headers'>,
  ownOrigin: string,
  requestId: string,
): Promise<Actor> {
  const { authorization, origin, cookie } = request.headers;
  const hasToken = authorization !== undefined;
  if (origin === undefined ? !hasToken : origin !== ownOrigin) throw new AppError('wrong-origin');
  const actor = hasToken
    ? await findByToken(options, authorization, requestId)
    : await findBySession(options.identity, cookie, requestId);
  if (!actor) throw new AppError('not-signed-in');
  return actor;
}

async function findByToken(options: SocketActorOptions, authorization: string, requestId: string) {
  const token = /^Bearer ([\w-]+)$/i.exec(authorization)?.[1];
  return token === undefined ? undefined : options.findActorByToken(token, requestId);
}

async function findBySession(identity: Identity, cookie: string | undefined, requestId: string) {
  const session = await identity.readSession(cookie);
  return session && actorOfSession(session, requestId);
}
