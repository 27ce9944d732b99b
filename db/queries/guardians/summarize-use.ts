import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** In a few numbers what a child has done: its launches, those that live, and the names of its classes. */
export async function summarizeUse(
  db: Kysely<Database>,
  personId: string,
): Promise<{ launches: number; liveLaunches: number; classes: string[] }> {
  const { rows } = await sql<{ launches: number; liveLaunches: number; classes: string[] }>`
    select
      (select count(*)::int from launches where person_id = ${personId}) as launches,
      (select count(*)::int from launches where person_id = ${personId} and state not in ('ended', 'settled')) as "liveLaunches",
      (select coalesce(array_agg(c.name order by c.name), '{}') from class_members m join classes c on c.id = m.class_id
        where m.person_id = ${personId}) as classes`.execute(db);
  return rows[0] ?? { launches: 0, liveLaunches: 0, classes: [] };
}
