import type { Generated } from 'kysely';

/** Rows of `share_asks`: a student asks the teacher for more; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ShareAskTable {
  id: string;
  class_id: string;
  person_id: string;
  reason: string;
  state: Generated<'open' | 'granted' | 'declined'>;
  granted_milli_gpu_seconds: bigint | null;
  decided_by: string | null;
  decided_at: Date | null;
  created_at: Generated<Date>;
}
