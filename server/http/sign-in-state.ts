import type { NextFunction, Request, Response } from 'express';
import type { Identity } from '../bridge/identity/port';
import { actorOfSession } from './actor-of-session';
import { stateOf } from './request-state';

/** Finds out who the browser's cookie says it is; nobody when the cookie is missing, unknown or ended, waits for a second factor, or is stopped. */
export function makeSignInState(identity: Identity) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const session = await identity.readAnySession(request.headers.cookie);
      const state = stateOf(response);
      if (session?.isStopped) state.isStopped = true;
      else if (session?.isWaiting) state.isWaiting = true;
      else if (session) state.actor = actorOfSession(session, state.requestId);
      next();
    } catch (error) {
      next(error);
    }
  };
}
