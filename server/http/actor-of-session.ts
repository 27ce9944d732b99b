import type { LiveSession } from '../bridge/identity/port';
import type { Actor } from '../actor';
import type { PersonId } from '../contract/ids';

/** The person of a browser session as the actor of one request. Never throws. */
export const actorOfSession = (session: LiveSession, requestId: string): Actor => ({
  personId: session.person.id as PersonId,
  roles: session.person.roles,
  heldBackRoles: session.heldBackRoles,
  displayName: session.person.displayName,
  email: session.person.email,
  locale: session.person.locale,
  via: { kind: 'session', sessionId: session.id },
  requestId,
});
