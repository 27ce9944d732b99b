import type { Generated } from 'kysely';
import type { End, JobState } from '#server/contract/launch-states';

/** Rows of `jobs`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface JobTable {
  id: string;
  launch_id: string;
  cluster_id: string;
  scheduler_job_id: string;
  array_index: number | null;
  state: JobState;
  end: End | null;
  exit_code: number | null;
  exit_signal: number | null;
  reason_code: string | null;
  node: string | null;
  started_at: Date | null;
  ended_at: Date | null;
  updated_at: Generated<Date>;
}
