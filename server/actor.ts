import type { PersonId } from './contract/ids';
import type { Locale, Role } from './contract/roles';

/** Who is asking. Made once a request by `server/http`, never from what a form says. */
export interface Actor {
  personId: PersonId;
  roles: readonly Role[];
  displayName: string;
  email: string;
  locale: Locale;
  via: { kind: 'session'; sessionId: string } | { kind: 'token'; tokenId: string } | { kind: 'cli' };
  requestId: string;
}
