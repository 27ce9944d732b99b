import type { Generated } from 'kysely';
import type { AppReach } from '#server/contract/apps';
import type { ClusterReach, ClusterState, SchedulerKind } from '#server/contract/clusters';

/** Rows of `clusters`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ClusterTable {
  id: string;
  centre_id: string;
  name: string;
  title_ko: string;
  title_en: string;
  scheduler: SchedulerKind;
  host: string;
  port: number;
  host_keys: string[];
  service_login: string;
  login_command: string[];
  command_folder: Generated<string>;
  tick_ms: Generated<number>;
  app_reach: Generated<AppReach>;
  state: Generated<ClusterState>;
  reach: Generated<ClusterReach>;
  reach_since: Generated<Date>;
  last_read_at: Date | null;
  last_error: string | null;
  attached_at: Generated<Date | null>;
  removed_at: Date | null;
  strange_host_key: string | null;
  strange_host_key_at: Date | null;
  created_at: Generated<Date>;
}
