import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

export interface HoursRow {
  personId: string;
  grantedMilliGpuSeconds: bigint;
  heldMilliGpuSeconds: bigint;
  usedMilliGpuSeconds: bigint;
  /** Of allocations that can be used now. */
  freeMilliGpuSeconds: bigint;
}

/** Hours of several people over all their allocations; people without any are left out. */
export async function sumHoursOfPeople(
  db: Kysely<Database>,
  personIds: readonly string[],
): Promise<HoursRow[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<HoursRow>`
    select a.person_id as "personId",
      sum(case a.part when 'pool' then l.pending + l.posted + free.own else l.granted end)::bigint as "grantedMilliGpuSeconds",
      sum(l.pending)::bigint as "heldMilliGpuSeconds",
      sum(l.posted)::bigint as "usedMilliGpuSeconds",
      coalesce(sum(case a.part when 'pool' then free.own else l.granted - l.pending - l.posted end)
        filter (where now() between a.starts_at and a.ends_at), 0)::bigint
        as "freeMilliGpuSeconds"
    from allocations a
    join ledger_accounts l on l.id = a.ledger_account_id
    -- Of a class's pool a person has what they could take of it now; see ownPart.
    cross join lateral (
      select greatest(0, min(x.granted - x.pending - x.posted)) as own from ledger_accounts x where x.id = any(l.path)
    ) free
    where a.person_id = any(${personIds as string[]}::uuid[])
    group by a.person_id`.execute(db);
  return rows;
}
