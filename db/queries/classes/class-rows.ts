import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { ClassTable } from '../../tables/classes';

export type ClassRow = Selectable<ClassTable>;

/** One class by id; undefined when there is none. */
export function findClass(db: Kysely<Database>, id: string): Promise<ClassRow | undefined> {
  return db.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, locked until the transaction ends: shares of a class are changed by one at a time. */
export function lockClass(trx: Trx, id: string): Promise<ClassRow | undefined> {
  return trx.selectFrom('classes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Writes a new class. */
export async function insertClass(trx: Trx, row: Insertable<ClassTable>): Promise<void> {
  await trx.insertInto('classes').values(row).execute();
}

export type ClassChange = Partial<
  Pick<
    ClassRow,
    | 'name'
    | 'subject'
    | 'joining'
    | 'ends_on'
    | 'ledger_account_id'
    | 'pool_account_id'
    | 'floor_milli_gpu_seconds'
    | 'pool_cap_milli_gpu_seconds'
    | 'release_unused_days'
    | 'seeks_sponsors'
    | 'ended_at'
  >
>;

/** Changes a locked class; its version grows by one. */
export async function updateClass(trx: Trx, id: string, change: ClassChange): Promise<void> {
  await trx
    .updateTable('classes')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** The classes that a person belongs to in one of the roles and has been let into, newest first. */
export function listClassesOfPerson(
  db: Kysely<Database>,
  personId: string,
): Promise<(ClassRow & { role: 'teacher' | 'assistant' | 'student'; memberState: 'active' | 'waiting' })[]> {
  return db
    .selectFrom('classes as c')
    .innerJoin('class_members as m', 'm.class_id', 'c.id')
    .selectAll('c')
    .select(['m.role', 'm.state as memberState'])
    .where('m.person_id', '=', personId)
    .orderBy('c.id', 'desc')
    .execute();
}
