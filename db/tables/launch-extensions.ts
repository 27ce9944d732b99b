import type { Generated } from 'kysely';
import type { ExtensionState } from '#server/contract/walltime-guard';

/** Rows of `launch_extensions`; instants in UTC. */
export interface LaunchExtensionTable {
  id: string;
  launch_id: string;
  /** The extra hold: a transfer of kind `topup`. */
  hold_id: string;
  /** The whole walltime before, and after. */
  from_seconds: number;
  to_seconds: number;
  state: ExtensionState;
  /** The scheduler's, when it refused. */
  words: string | null;
  asked_at: Generated<Date>;
  answered_at: Date | null;
}
