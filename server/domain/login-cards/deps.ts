import type { Db } from '#db/client';
import type { SignInLinks } from '../../bridge/identity/port';
import type { ConsentAges } from '../people/age-policy';
import type { TryLimit } from '../people/try-limit';

/** What the use cases of login cards work with. */
export interface LoginCardDeps {
  db: Db;
  /** For what the browser of a child holds, whose guardian has agreed. */
  links: Pick<SignInLinks, 'hash'>;
  /** Of the hashes of words; 32 bytes that are not in the database. */
  wordsKey: Buffer;
  /** Origin that people open. */
  url: string;
  /** Under which age a guardian comes first, by country. */
  consentAges: ConsentAges;
  /** Every try from an address, right ones too. */
  triesByAddress: TryLimit;
  /** Every try at a card, there or not. */
  triesByCard: TryLimit;
}

/** Who tries, before there is an actor. */
export interface Knock {
  address: string;
  requestId: string;
}
