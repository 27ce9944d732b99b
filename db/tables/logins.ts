import type { Generated } from 'kysely';

/** Rows of `logins`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LoginTable {
  id: string;
  cluster_id: string;
  person_id: string;
  name: string;
  ready_at: Date | null;
  created_at: Generated<Date>;
}
