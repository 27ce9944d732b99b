import type { Generated } from 'kysely';

/** Rows of `guardian_links`: links mailed to guardians, each good once; instants in UTC. */
export interface GuardianLinkTable {
  token_hash: string;
  kind: 'agree' | 'confirm' | 'enter';
  /** null for `enter`, which opens what is kept of all children of the address. */
  consent_id: string | null;
  guardian_email: string;
  created_at: Generated<Date>;
  expires_at: Date;
}
