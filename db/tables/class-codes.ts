import type { Generated } from 'kysely';

/** Rows of `class_codes`; instants in UTC. Of the link only the hash of its secret is kept. */
export interface ClassCodeTable {
  id: string;
  class_id: string;
  code: string;
  link_hash: string;
  uses_left: number;
  expires_at: Date;
  revoked_at: Date | null;
  created_by: string;
  created_at: Generated<Date>;
}
