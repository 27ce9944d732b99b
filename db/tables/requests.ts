import type { Generated } from 'kysely';
import type { ReportState, RequestState } from '#server/contract/requests';

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
  /** What of the grant comes after the report; null: all came at once. */
  later_milli_gpu_seconds: bigint | null;
  report_state: ReportState | null;
  clusters: Generated<string[]>;
  starts_on: string;
  ends_on: string;
  state: RequestState;
  /** Whom the programme wants to confirm it, normalised; null: nobody. */
  adviser_email: string | null;
  /** Who confirmed. */
  adviser_id: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}
