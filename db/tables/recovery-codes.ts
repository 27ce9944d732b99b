import type { Generated } from 'kysely';

/** Rows of `recovery_codes`, unused ones only; instants in UTC. */
export interface RecoveryCodeTable {
  code_hash: string;
  person_id: string;
  created_at: Generated<Date>;
}
