import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

export type SignatureKind = 'key' | 'certificate';

export interface SignatureNote {
  cluster: string;
  login: string;
  profile: string;
  personId?: string | undefined;
  kind?: SignatureKind;
  /** Fingerprint of the public half. */
  key?: string;
  serial?: bigint | undefined;
  outcome: 'signed' | 'refused';
  reason?: string;
}

/** Writes down a signature that was given, or refused. Rows are never changed. */
export async function writeSignature(db: Kysely<Database>, note: SignatureNote): Promise<void> {
  await sql`
    insert into ssh_signatures (cluster, login, profile, person_id, kind, key, serial, outcome, reason)
    values (${note.cluster.slice(0, 40)}, ${note.login.slice(0, 64)}, ${note.profile.slice(0, 20)}, ${note.personId ?? null},
      ${note.kind ?? null}, ${note.key ?? null}, ${note.serial?.toString() ?? null}, ${note.outcome}, ${note.reason ?? null})`.execute(
    db,
  );
}
