import type { Generated } from 'kysely';

/** Rows of `login_claims`: who says that a login is theirs, until they have proven it. Instants in UTC. */
export interface LoginClaimTable {
  id: string;
  person_id: string;
  cluster_id: string;
  login: string;
  /** What they are to write down there. */
  code: string;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
}
