import { sql, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { ShareAskTable } from '../../tables/share-asks';

export type ShareAskRow = Selectable<ShareAskTable>;

/** Writes a student's ask; a second one while the first is open is the first. Answers the open one's id. */
export async function putShareAsk(
  trx: Trx,
  ask: { classId: string; personId: string; reason: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into share_asks (id, class_id, person_id, reason) values (${newId()}, ${ask.classId}, ${ask.personId}, ${ask.reason})
    on conflict (class_id, person_id) where state = 'open' do update set reason = excluded.reason
    returning id`.execute(trx);
  return rows[0]?.id ?? '';
}

/** Open asks of a class, oldest first. */
export function listOpenAsks(
  db: Kysely<Database>,
  classId: string,
): Promise<{ id: string; personId: string; displayName: string; reason: string; createdAt: Date }[]> {
  return db
    .selectFrom('share_asks as a')
    .innerJoin('people as p', 'p.id', 'a.person_id')
    .select([
      'a.id',
      'a.person_id as personId',
      'p.display_name as displayName',
      'a.reason',
      'a.created_at as createdAt',
    ])
    .where('a.class_id', '=', classId)
    .where('a.state', '=', 'open')
    .orderBy('a.id')
    .execute();
}

/** The newest ask of one student in a class, whatever became of it. */
export function findLastAsk(
  db: Kysely<Database>,
  classId: string,
  personId: string,
): Promise<ShareAskRow | undefined> {
  return db
    .selectFrom('share_asks')
    .selectAll()
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Closes an open ask of a class and answers it; undefined when it is closed already or another class's. */
export function closeShareAsk(
  trx: Trx,
  ask: { classId: string; id: string; by: string; grantedMilliGpuSeconds: bigint | undefined },
): Promise<ShareAskRow | undefined> {
  return trx
    .updateTable('share_asks')
    .set({
      state: ask.grantedMilliGpuSeconds === undefined ? 'declined' : 'granted',
      granted_milli_gpu_seconds: ask.grantedMilliGpuSeconds ?? null,
      decided_by: ask.by,
      decided_at: sql<Date>`now()`,
    })
    .where('id', '=', ask.id)
    .where('class_id', '=', ask.classId)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
}
