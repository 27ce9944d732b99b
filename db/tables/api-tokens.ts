import type { Generated } from 'kysely';

/** Rows of `api_tokens`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ApiTokenTable {
  id: string;
  person_id: string;
  name: string;
  token_hash: string;
  created_at: Generated<Date>;
  used_at: Date | null;
  expires_at: Date;
  revoked_at: Date | null;
  /** When the session that made it was confirmed; null: it carries no role that needs a second factor. */
  confirmed_at: Date | null;
}
