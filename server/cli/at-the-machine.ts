import type { Actor } from '../actor';
import type { PersonId } from '../contract/ids';

/** Who types `modu` at the portal's own machine. They can read the database anyway; the audit log says that it was typed. */
export const atTheMachine: Actor = {
  personId: '00000000-0000-0000-0000-000000000000' as PersonId,
  roles: ['administrator'],
  displayName: 'modu',
  email: '',
  locale: 'en',
  via: { kind: 'cli' },
  requestId: 'cli',
};
