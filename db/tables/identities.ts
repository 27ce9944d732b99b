import type { Generated } from 'kysely';

/** Rows of `identities`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface IdentityTable {
  provider: string;
  subject: string;
  person_id: string;
  created_at: Generated<Date>;
}
