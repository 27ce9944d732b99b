import type { Db } from '#db/client';
import type { SignInLinks } from '../../bridge/identity/port';
import type { AddTask } from '../launches/launch-deps';
import type { ConsentAges } from '../people/age-policy';
import type { AddMailTask } from '../people/queue-mail';
import type { TryLimit } from '../people/try-limit';

/** What is done with guardians works with. */
export interface GuardianDeps {
  db: Db;
  links: SignInLinks;
  addMailTask: AddMailTask;
  addTask: AddTask;
  /** Origin that people open. */
  url: string;
  consentAges: ConsentAges;
  triesByAddress: TryLimit;
  triesByEmail: TryLimit;
  /** Codes that teachers type. */
  codeTries: TryLimit;
}

/** Letters of the code that a child reads to a teacher. */
export const childCodeLength = 8;

const dayMs = 86_400_000;
/** An instant so many days from now. */
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs);
