import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** What a cluster's sshd is to believe no more, as public lines and serials. */
export interface RevokedKeys {
  lines: string[];
  /** Authorities that are not revoked themselves. */
  authorities: string[];
  /** Of certificates that could still be valid, for logins that nothing is signed for any more. */
  serials: bigint[];
  /** When the last of it came. */
  changedAt: Date | undefined;
}

/**
 * Keys and authorities that others have taken the place of, the key that was made when the cluster was attached once another is in use, and
 * certificates of the last ten minutes (they live for five) for revoked logins.
 */
export async function listRevokedKeys(db: Kysely<Database>, clusterId: string): Promise<RevokedKeys> {
  const [keys, first, revocations, serials] = await Promise.all([
    db
      .selectFrom('signing_keys')
      .select(['kind', 'public_line', 'active_from', 'revoked_at'])
      .where('cluster_id', '=', clusterId)
      .orderBy('created_at')
      .execute(),
    db.selectFrom('cluster_keys').select('public_line').where('cluster_id', '=', clusterId).execute(),
    db.selectFrom('signing_revocations').select('created_at').where('cluster_id', '=', clusterId).execute(),
    sql<{ serial: string }>`
      select s.serial from ssh_signatures s join clusters c on c.name = s.cluster
      where c.id = ${clusterId} and s.serial is not null and s.outcome = 'signed' and s.at > now() - interval '10 minutes'
        and exists (select from signing_revocations r
          where r.cluster_id = c.id and (r.login is null or r.login = s.login))
      order by s.id`.execute(db),
  ]);
  const revoked = keys.filter((key) => key.revoked_at !== null);
  const ownKey = keys.find(
    (key) => key.kind === 'key' && key.active_from !== null && key.revoked_at === null,
  );
  const instants = [
    ...revoked.map((key) => key.revoked_at),
    ...revocations.map((one) => one.created_at),
    ...(ownKey ? [ownKey.active_from] : []),
  ].flatMap((at) => (at ? [at.getTime()] : []));
  return {
    lines: [...revoked, ...(ownKey ? first : [])].map((key) => key.public_line),
    authorities: keys
      .filter((key) => key.kind === 'authority' && key.revoked_at === null)
      .map((key) => key.public_line),
    serials: serials.rows.map((row) => BigInt(row.serial)),
    changedAt: instants.length > 0 ? new Date(Math.max(...instants)) : undefined,
  };
}
