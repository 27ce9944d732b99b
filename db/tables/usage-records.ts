import type { Generated } from 'kysely';
import type { End } from '#server/contract/launch-states';

/** Rows of `usage_records`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface UsageRecordTable {
  id: string;
  cluster_id: string;
  launch_id: string | null;
  scheduler_job_id: string;
  submitted_at: Date;
  started_at: Date;
  ended_at: Date;
  gpus: number;
  seconds: number;
  end: End;
  source: 'accounting' | 'exit-file';
  paid_by: 'person' | 'platform';
  created_at: Generated<Date>;
}
