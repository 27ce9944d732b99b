import type { Generated } from 'kysely';

/** Rows of `login_limits`: what the portal has set as the limit of an association at a scheduler, in GPU-minutes there. Instants in UTC. */
export interface LoginLimitTable {
  login_id: string;
  account: string;
  partition: string;
  minutes: number;
  pushed_at: Generated<Date>;
}
