import type { Generated } from 'kysely';

/** Rows of `cluster_keys`: the SSH key that the portal made for one cluster, its private half sealed. Instants in UTC. */
export interface ClusterKeyTable {
  cluster_id: string;
  public_line: string;
  sealed_private_key: string;
  created_at: Generated<Date>;
}
