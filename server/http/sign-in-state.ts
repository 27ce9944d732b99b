import type { NextFunction, Request, Response } from 'express';
import type { Identity } from '../bridge/identity/port';
import type { PersonId } from '../contract/ids';
import { stateOf } from './request-state';

/** Finds out who the browser's cookie says it is; nobody when the cookie is missing, unknown or ended. */
export function makeSignInState(identity: Identity) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const session = await identity.readSession(request.headers.cookie);
      const state = stateOf(response);
      if (session)
        state.actor = {
          personId: session.person.id as PersonId,
          roles: session.person.roles,
          displayName: session.person.displayName,
          email: session.person.email,
          locale: session.person.locale,
          via: { kind: 'session', sessionId: session.id },
          requestId: state.requestId,
        };
      next();
    } catch (error) {
      next(error);
    }
  };
}
