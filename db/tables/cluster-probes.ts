import type { Generated } from 'kysely';
import type { JsonValue } from '../json';

/** Rows of `cluster_probes`: what the newest probe of a cluster found. Instants in UTC. */
export interface ClusterProbeTable {
  cluster_id: string;
  at: Generated<Date>;
  lines: JsonValue;
  partitions: JsonValue;
}
