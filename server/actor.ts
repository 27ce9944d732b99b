import type { PersonId } from './contract/ids';
import type { Locale, Role } from './contract/roles';

/** Who is asking. Made once a request by `server/http`, never from what a form says. */
export interface Actor {
  personId: PersonId;
  /** Those that act here. */
  roles: readonly Role[];
  /** Held, and acting only once a second factor was set up and used [none]. */
  heldBackRoles?: readonly Role[];
  displayName: string;
  /** undefined: they have none; they came by a login card. */
  email: string | undefined;
  locale: Locale;
  via: { kind: 'session'; sessionId: string } | { kind: 'token'; tokenId: string } | { kind: 'cli' };
  requestId: string;
}
