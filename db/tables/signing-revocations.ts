import type { Generated } from 'kysely';

/** Rows of `signing_revocations`: logins (null: all of a cluster) that nothing is signed for. Instants in UTC. */
export interface SigningRevocationTable {
  id: string;
  cluster_id: string;
  login: string | null;
  reason: string;
  created_at: Generated<Date>;
}
