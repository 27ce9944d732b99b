import type { Generated } from 'kysely';

/** Rows of `guardian_sessions`: guardians who look at what is kept of their children; nobody's sign-in. */
export interface GuardianSessionTable {
  token_hash: string;
  guardian_email: string;
  created_at: Generated<Date>;
  expires_at: Date;
}
