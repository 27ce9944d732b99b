import type { Db } from '#db/client';
import type { OneTimeCodes, Passkeys } from '../../../bridge/identity/port';
import type { AddMailTask } from '../queue-mail';
import type { TryLimit } from '../try-limit';

/** What the use cases of a second factor work with. */
export interface SecondFactorDeps {
  db: Db;
  passkeys: Passkeys;
  codes: OneTimeCodes;
  addMailTask: AddMailTask;
  /** Seals the keys of one-time codes; 32 bytes that are not in the database. */
  sealingKey: Buffer;
  /** Origin that people open. */
  url: string;
  triesByPerson: TryLimit;
  triesByDay: TryLimit;
}
