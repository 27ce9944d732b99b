import type { Generated } from 'kysely';

/** Rows of `totp_keys`; instants in UTC. */
export interface TotpKeyTable {
  person_id: string;
  /** Sealed with a key that is not in the database. */
  sealed_key: string;
  /** The step (30 s) of the last code that was taken: none up to it is taken again. */
  last_step: Generated<number>;
  created_at: Generated<Date>;
  /** null: shown, and no code was typed yet. */
  proved_at: Date | null;
}
