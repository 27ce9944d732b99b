import type { Generated } from 'kysely';
import type { NullableJson } from '../json';

/** Rows of `sign_in_links`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface SignInLinkTable {
  token_hash: string;
  email: string;
  sign_up: NullableJson;
  next_path: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}
