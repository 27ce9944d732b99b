import type { Generated } from 'kysely';

/** Rows of `signing_keys`: keys and authorities that a cluster has in place of the one that it was attached with. Instants in UTC. */
export interface SigningKeyTable {
  id: string;
  cluster_id: string;
  kind: 'key' | 'authority';
  public_line: string;
  sealed_private_key: string;
  created_at: Generated<Date>;
  active_from: Date | null;
  revoked_at: Date | null;
}
