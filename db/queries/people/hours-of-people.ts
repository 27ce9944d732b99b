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
      sum(l.granted)::bigint as "grantedMilliGpuSeconds",
      sum(l.pending)::bigint as "heldMilliGpuSeconds",
      sum(l.posted)::bigint as "usedMilliGpuSeconds",
      coalesce(sum(l.granted - l.pending - l.posted) filter (where now() between a.starts_at and a.ends_at), 0)::bigint
        as "freeMilliGpuSeconds"
    from allocations a
    join ledger_accounts l on l.id = a.ledger_account_id
    where a.person_id = any(${personIds as string[]}::uuid[])
    group by a.person_id`.execute(db);
  return rows;
}
