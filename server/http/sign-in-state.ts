import type { NextFunction, Request, Response } from 'express';
import type { Identity } from '../bridge/identity/port';
import { actorOfSession } from './actor-of-session';
import { stateOf } from './request-state';

/** Finds out who the browser's cookie says it is; nobody when the cookie is missing, unknown or ended, or waits for a second factor. */
export function makeSignInState(identity: Identity) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const session = await identity.readAnySession(request.headers.cookie);
      const state = stateOf(response);
      if (session?.isWaiting) state.isWaiting = true;
      else if (session) state.actor = actorOfSession(session, state.requestId);
      next();
    } catch (error) {
      next(error);
    }
  };
}
