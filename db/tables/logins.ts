import type { Generated } from 'kysely';
import type { LoginKind } from '#server/contract/login-kinds';

/** Rows of `logins`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LoginTable {
  id: string;
  cluster_id: string;
  person_id: string;
  name: string;
  kind: Generated<LoginKind>;
  ready_at: Date | null;
  /** When it ceased to be the person's; the row stays for the books. */
  ended_at: Date | null;
  created_at: Generated<Date>;
}
