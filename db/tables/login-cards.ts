import type { Generated } from 'kysely';

/** Rows of `login_cards`; instants in UTC. The code names the card and opens nothing. */
export interface LoginCardTable {
  id: string;
  class_id: string;
  /** On the paper; from 1 in each class. */
  number: number;
  code: string;
  /** How often it was printed: words of an earlier round are void. */
  round: Generated<number>;
  /** null until its first use. */
  person_id: string | null;
  /** The line of the roster that it was made for, while that line is there. */
  roster_email: string | null;
  /** Since the last right ones. */
  wrong_tries: Generated<number>;
  locked_at: Date | null;
  voided_at: Date | null;
  made_at: Generated<Date>;
  used_at: Date | null;
}
