import type { Generated } from 'kysely';
import type { AppReach } from '#server/contract/apps';
import type { LoginKind } from '#server/contract/login-kinds';
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
  /** The host that it is reached through; null: directly. Signed in to as the service login. */
  jump_host: string | null;
  jump_port: number | null;
  jump_host_keys: Generated<string[]>;
  service_login: string;
  login_command: string[];
  /** Which kinds of logins people get there, at least one. */
  login_kinds: Generated<LoginKind[]>;
  /** What cleans a login that was lent, its words apart; empty: none is lent again. */
  cleaning_command: Generated<string[]>;
  /** After how many days without use a lent login is taken back; null: never. */
  lease_idle_days: Generated<number | null>;
  command_folder: Generated<string>;
  tick_ms: Generated<number>;
  app_reach: Generated<AppReach>;
  /** How long a launch may become in all by being extended; null: nothing is extended. */
  extend_limit_seconds: Generated<number | null>;
  state: Generated<ClusterState>;
  reach: Generated<ClusterReach>;
  reach_since: Generated<Date>;
  last_read_at: Date | null;
  last_error: string | null;
  attached_at: Generated<Date | null>;
  removed_at: Date | null;
  strange_host_key: string | null;
  strange_host_key_at: Date | null;
  /** How the portal signs in: with a key, or with certificates that its authority signs. */
  sign_in: Generated<'key' | 'certificate'>;
  /** Whether the hours that remain are pushed to the scheduler. */
  pushes_hours: Generated<boolean>;
  hours_pushed_at: Date | null;
  /** Why the newest push failed; null: it did not. */
  hours_error: string | null;
  /** When a limit was found that is not what was pushed, and which. */
  hours_drift_at: Date | null;
  hours_drift_words: string | null;
  created_at: Generated<Date>;
}
