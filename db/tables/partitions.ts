import type { Generated } from 'kysely';

/** Rows of `partitions`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface PartitionTable {
  id: string;
  cluster_id: string;
  name: string;
  accelerator: string;
  gpu_model: string;
  nodes: number;
  gpus_per_node: number;
  cores_per_node: number;
  memory_bytes_per_node: bigint;
  max_walltime_seconds: number;
  default_walltime_seconds: number;
  rate_milli: number;
  is_open: Generated<boolean>;
  free_gpus: number | null;
  free_read_at: Date | null;
}
