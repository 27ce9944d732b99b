import type { Generated } from 'kysely';
import type { LaunchKind } from '#server/contract/launch-draft';
import type { End, LaunchState } from '#server/contract/launch-states';

/** Rows of `launches`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LaunchTable {
  id: string;
  person_id: string;
  /** null: of kind by-hand, of a person without any hours. */
  allocation_id: string | null;
  cluster_id: string;
  login_id: string | null;
  partition_id: string;
  idempotency_key: string;
  draft_hash: string;
  kind: Generated<LaunchKind>;
  template: string | null;
  name: string;
  script: string;
  gpus: number;
  cores: number;
  memory_bytes: bigint | null;
  walltime_seconds: number;
  array_range: string | null;
  /** Of the cluster, by name. */
  reservation: string | null;
  tasks: Generated<number>;
  rate_milli: number;
  hold_id: string;
  held_milli_gpu_seconds: bigint;
  /** Set aside on top when it was extended. */
  extra_held_milli_gpu_seconds: Generated<bigint>;
  charged_milli_gpu_seconds: bigint | null;
  state: LaunchState;
  end: End | null;
  exit_code: number | null;
  exit_signal: number | null;
  scheduler_job_id: string | null;
  reason_code: string | null;
  reason_words: string | null;
  cancel_requested_at: Date | null;
  /** When a job by hand that no hours cover is cancelled. */
  guard_at: Date | null;
  outcome_unknown_at: Date | null;
  absent_since: Date | null;
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  last_error_code: string | null;
  lease_until: Date | null;
  fence: Generated<bigint>;
  created_at: Generated<Date>;
  held_at: Generated<Date>;
  staged_at: Date | null;
  submitting_at: Date | null;
  accepted_at: Date | null;
  released_at: Date | null;
  queued_at: Date | null;
  running_at: Date | null;
  ended_at: Date | null;
  settled_at: Date | null;
  updated_at: Generated<Date>;
}
