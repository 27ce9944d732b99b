import type { SubmitSpec } from '../../bridge/scheduler/port';
import { parseArrayRange } from '../../contract/array-range';

/** What the scheduler is asked for, from a launch's row. Pure. */
export function submitSpecOf(row: {
  id: string;
  partition_name: string;
  accelerator: string;
  gpus: number;
  cores: number;
  memory_bytes: bigint | null;
  walltime_seconds: number;
  array_range: string | null;
  reservation: string | null;
}): SubmitSpec {
  return {
    launchId: row.id,
    partition: row.partition_name,
    accelerator: row.accelerator,
    gpus: row.gpus,
    cores: row.cores,
    memoryBytes: row.memory_bytes === null ? undefined : Number(row.memory_bytes),
    walltimeSeconds: row.walltime_seconds,
    array: row.array_range === null ? undefined : parseArrayRange(row.array_range),
    reservation: row.reservation ?? undefined,
  };
}
