import type { Generated } from 'kysely';
import type { ConfirmedBy } from '#server/contract/second-factor';

/** Rows of `sessions`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface SessionTable {
  id: string;
  token_hash: string;
  person_id: string;
  user_agent: Generated<string>;
  created_at: Generated<Date>;
  seen_at: Generated<Date>;
  expires_at: Date;
  /** Both or neither. */
  confirmed_at: Date | null;
  confirmed_by: ConfirmedBy | null;
  /** A keyed hash of the network that it began in; empty: not known. */
  network_hash: Generated<string>;
}
