import type { Generated } from 'kysely';
import type { JsonWithDefault } from '../json';

/** Rows of `launch_events`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LaunchEventTable {
  id: Generated<bigint>;
  launch_id: string;
  at: Generated<Date>;
  kind: string;
  detail: JsonWithDefault;
}
