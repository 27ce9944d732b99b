import type { Generated } from 'kysely';

/** Rows of `identities`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface IdentityTable {
  id: Generated<string>;
  /** The issuer: an operator may rename a provider, not turn it into another. */
  provider: string;
  subject: string;
  person_id: string;
  /** Normalised; what the provider vouched for then. */
  email: Generated<string>;
  created_at: Generated<Date>;
}
