import { sql, type Kysely, type Selectable } from 'kysely';
import type { Circuit } from '#server/contract/clusters';
import type { Database } from '../../database';
import type { ClusterHealthTable } from '../../tables/cluster-health';

/** How many days a page shows. */
const shownDays = 14;

export type HealthRow = Selectable<ClusterHealthTable>;

/**
 * Takes the clusters whose probe is due for this process: of several that ask at once each gets others. A claim ends by itself, so that
 * a process that died holds nothing up. A cluster whose host key is said to be strange is due at once.
 */
export async function claimDueProbes(
  db: Kysely<Database>,
  { everyMs, claimMs }: { everyMs: number; claimMs: number },
): Promise<HealthRow[]> {
  await sql`
    insert into cluster_health (cluster_id)
    select id from clusters where attached_at is not null and removed_at is null
    on conflict do nothing`.execute(db);
  const { rows } = await sql<HealthRow>`
    update cluster_health h set claimed_until = now() + ${claimMs} * interval '1 millisecond'
    from (
      select h.cluster_id from cluster_health h join clusters c on c.id = h.cluster_id
      where c.attached_at is not null and c.removed_at is null
        and (h.claimed_until is null or h.claimed_until < now())
        and (h.probed_at is null or h.probed_at < now() - ${everyMs} * interval '1 millisecond'
          or (c.last_error = 'host-key-changed' and c.strange_host_key is null))
      for update of h skip locked
    ) due
    where h.cluster_id = due.cluster_id
    returning h.*`.execute(db);
  return rows;
}

/** Writes what a probe came to, gives the claim back, and counts it for its day. */
export async function writeHealth(
  db: Kysely<Database>,
  clusterId: string,
  seen: {
    circuit: Circuit;
    isNews: boolean;
    failures: number;
    code: string | null;
    isInMaintenance: boolean;
  },
): Promise<void> {
  await sql`
    update cluster_health set circuit = ${seen.circuit}, failures = ${seen.failures}, last_code = ${seen.code},
      since = case when ${seen.isNews} then now() else since end, probed_at = now(), claimed_until = null
    where cluster_id = ${clusterId}`.execute(db);
  const [good, bad, maintenance] = seen.isInMaintenance
    ? [0, 0, 1]
    : seen.code === null
      ? [1, 0, 0]
      : [0, 1, 0];
  await sql`
    insert into cluster_days as d (cluster_id, day, good, bad, maintenance)
    values (${clusterId}, (now() at time zone 'Asia/Seoul')::date, ${good}, ${bad}, ${maintenance})
    on conflict (cluster_id, day) do update set good = d.good + excluded.good, bad = d.bad + excluded.bad,
      maintenance = d.maintenance + excluded.maintenance`.execute(db);
}

/** The last days of every cluster by its id, oldest first. */
export async function listHealthDays(
  db: Kysely<Database>,
): Promise<Map<string, { on: string; good: number; bad: number; maintenance: number }[]>> {
  const { rows } = await sql<{
    clusterId: string;
    on: string;
    good: number;
    bad: number;
    maintenance: number;
  }>`
    select cluster_id as "clusterId", to_char(day, 'YYYY-MM-DD') as "on", good, bad, maintenance
    from cluster_days where day > (now() at time zone 'Asia/Seoul')::date - ${shownDays}::int
    order by day`.execute(db);
  const byCluster = new Map<string, Omit<(typeof rows)[number], 'clusterId'>[]>();
  for (const { clusterId, ...day } of rows)
    byCluster.set(clusterId, [...(byCluster.get(clusterId) ?? []), day]);
  return byCluster;
}

/** Notes a host key that is not pinned. Answers whether it is news. */
export async function noteStrangeHostKey(
  db: Kysely<Database>,
  clusterId: string,
  fingerprint: string,
): Promise<boolean> {
  const noted = await db
    .updateTable('clusters')
    .set({ strange_host_key: fingerprint, strange_host_key_at: new Date() })
    .where('id', '=', clusterId)
    .where((eb) => eb.or([eb('strange_host_key', 'is', null), eb('strange_host_key', '<>', fingerprint)]))
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}
