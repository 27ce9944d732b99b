import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';

/** key: signs in itself, and stands in authorized_keys · authority: signs certificates, and stands in TrustedUserCAKeys. */
export type SigningKeyKind = 'key' | 'authority';

export interface SigningKeyRow {
  id: string;
  kind: SigningKeyKind;
  publicLine: string;
  /** null: it was made and is not in use yet. */
  activeFrom: Date | null;
  revokedAt: Date | null;
}

/**
 * The key or authority of a cluster that is in use: the one that was put into use last. undefined: none (of kind key: the portal's own is
 * used).
 */
export async function findSigningKey(
  db: Kysely<Database>,
  clusterId: string,
  kind: SigningKeyKind,
): Promise<{ publicLine: string; sealedPrivateKey: string } | undefined> {
  const row = await db
    .selectFrom('signing_keys')
    .select(['public_line as publicLine', 'sealed_private_key as sealedPrivateKey'])
    .where('cluster_id', '=', clusterId)
    .where('kind', '=', kind)
    .where('active_from', '<=', sql<Date>`now()`)
    .where('revoked_at', 'is', null)
    .orderBy('active_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row || kind === 'authority') return row;
  return db
    .selectFrom('cluster_keys')
    .select(['public_line as publicLine', 'sealed_private_key as sealedPrivateKey'])
    .where('cluster_id', '=', clusterId)
    .executeTakeFirst();
}

/** All of a cluster, the newest first; without those that were made when it was attached. */
export function listSigningKeys(db: Kysely<Database>, clusterId: string): Promise<SigningKeyRow[]> {
  return db
    .selectFrom('signing_keys')
    .select([
      'id',
      'kind',
      'public_line as publicLine',
      'active_from as activeFrom',
      'revoked_at as revokedAt',
    ])
    .where('cluster_id', '=', clusterId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Writes a new one that is not in use yet. */
export async function insertSigningKey(
  db: Kysely<Database>,
  key: { clusterId: string; kind: SigningKeyKind; publicLine: string; sealedPrivateKey: string },
): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values({
      id: newId(),
      cluster_id: key.clusterId,
      kind: key.kind,
      public_line: key.publicLine,
      sealed_private_key: key.sealedPrivateKey,
    })
    .execute();
}

/** Puts the newest of a kind into use, and revokes those before it. Harmless when called twice. */
export async function useNewestSigningKey(
  db: Kysely<Database>,
  clusterId: string,
  kind: SigningKeyKind,
): Promise<void> {
  await sql`
    update signing_keys k set
      active_from = case when k.id = newest.id then coalesce(k.active_from, now()) else k.active_from end,
      revoked_at = case when k.id = newest.id then null else coalesce(k.revoked_at, now()) end
    from (
      select id from signing_keys where cluster_id = ${clusterId} and kind = ${kind}
      order by created_at desc limit 1
    ) newest
    where k.cluster_id = ${clusterId} and k.kind = ${kind}`.execute(db);
}
