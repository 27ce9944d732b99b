import type { Generated } from 'kysely';

/** Rows of `ssh_signatures`: what the signer signed and what it refused; never changed. Instants in UTC. */
export interface SshSignatureTable {
  id: Generated<bigint>;
  at: Generated<Date>;
  cluster: string;
  login: string;
  profile: string;
  person_id: string | null;
  kind: 'key' | 'certificate' | null;
  key: string | null;
  serial: string | null;
  outcome: 'signed' | 'refused';
  reason: string | null;
}
