import type { Generated } from 'kysely';
import type { RequestState } from '#server/contract/requests';

/** Rows of `requests`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface RequestTable {
  id: string;
  person_id: string;
  programme_id: string;
  /** Of a class's hours; null for a person's own. */
  class_id: string | null;
  title: string;
  purpose: string;
  asked_milli_gpu_seconds: bigint;
  granted_milli_gpu_seconds: bigint | null;
  clusters: Generated<string[]>;
  starts_on: string;
  ends_on: string;
  state: RequestState;
  decided_by: string | null;
  decided_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}
