import type { Generated } from 'kysely';
import type { Circuit } from '#server/contract/clusters';

/** Rows of `cluster_health`: what the probes of a cluster come to. Instants in UTC. */
export interface ClusterHealthTable {
  cluster_id: string;
  circuit: Generated<Circuit>;
  /** Bad probes in a row. */
  failures: Generated<number>;
  /** When the circuit became what it is. */
  since: Generated<Date>;
  probed_at: Date | null;
  claimed_until: Date | null;
  last_code: string | null;
}
