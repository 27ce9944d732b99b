import type { Db } from '#db/client';
import { makeSignInLinks } from '../../../bridge/identity/tokens';
import { addTask } from '../../../outbox/outbox';
import type { GuardianDeps } from '../guardian-deps';

const noLimit = { take: async () => undefined };

/** What guardians' use cases work with, on a test database; mails are looked at only, and nothing is limited. */
export const guardianDepsOf = (db: Db, changed: Partial<GuardianDeps> = {}): GuardianDeps => ({
  db,
  links: makeSignInLinks('x'.repeat(40)),
  addMailTask: undefined,
  addTask,
  url: 'http://localhost:3999',
  consentAges: new Map([['KR', 14]]),
  triesByAddress: noLimit,
  triesByEmail: noLimit,
  codeTries: noLimit,
  ...changed,
});
