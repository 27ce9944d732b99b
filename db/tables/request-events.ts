import type { Generated } from 'kysely';
import type { RequestEventKind } from '#server/contract/requests';

/** Rows of `request_events`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface RequestEventTable {
  id: Generated<bigint>;
  request_id: string;
  person_id: string;
  kind: RequestEventKind;
  body: Generated<string>;
  amount_milli_gpu_seconds: bigint | null;
  at: Generated<Date>;
}
