import type { Generated } from 'kysely';
import type { PoolLoginState } from '#server/contract/login-kinds';

/** Rows of `pool_logins`: logins that a centre has made beforehand. Instants in UTC. */
export interface PoolLoginTable {
  id: string;
  cluster_id: string;
  name: string;
  state: Generated<PoolLoginState>;
  since: Generated<Date>;
  /** Of whom it is, or was last; null while it is free. */
  login_id: string | null;
  /** How often it was tried to clean it, since it was taken back. */
  tries: Generated<number>;
  /** Why it is not lent out, in the cluster's words or ours. */
  trouble: string | null;
  /** When its person was told that it will be taken back. */
  warned_at: Date | null;
}
