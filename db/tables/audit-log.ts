import type { Generated } from 'kysely';
import type { JsonWithDefault } from '../json';

/** Rows of `audit_log`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface AuditLogTable {
  id: Generated<bigint>;
  at: Generated<Date>;
  actor_person_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  detail: JsonWithDefault;
  request_id: string | null;
}
