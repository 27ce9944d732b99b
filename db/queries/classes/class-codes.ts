import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { ClassCodeTable } from '../../tables/class-codes';

export type ClassCodeRow = Selectable<ClassCodeTable>;

/** Writes a code that lets people into a class. */
export async function insertClassCode(db: Kysely<Database>, row: Insertable<ClassCodeTable>): Promise<void> {
  await db.insertInto('class_codes').values(row).execute();
}

/** Codes of a class that still open something, newest first. */
export function listOpenCodes(db: Kysely<Database>, classId: string): Promise<ClassCodeRow[]> {
  return open(db).where('class_id', '=', classId).orderBy('created_at', 'desc').execute();
}

/** The open code that was typed, or whose link was followed; undefined when it opens nothing (any more). */
export function findOpenCode(
  db: Kysely<Database>,
  key: { code: string } | { linkHash: string },
): Promise<ClassCodeRow | undefined> {
  return 'code' in key
    ? open(db).where('code', '=', key.code).executeTakeFirst()
    : open(db).where('link_hash', '=', key.linkHash).executeTakeFirst();
}

/** Takes one use of a code; false when the last one was taken meanwhile. */
export async function takeCodeUse(trx: Trx, id: string): Promise<boolean> {
  const taken = await trx
    .updateTable('class_codes')
    .set({ uses_left: sql`uses_left - 1` })
    .where('id', '=', id)
    .where('uses_left', '>', 0)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Ends a code of a class at once. Answers whether there was one. */
export async function revokeCode(db: Kysely<Database>, classId: string, id: string): Promise<boolean> {
  const ended = await db
    .updateTable('class_codes')
    .set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
    .where('id', '=', id)
    .where('class_id', '=', classId)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

const open = (db: Kysely<Database>) =>
  db
    .selectFrom('class_codes')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('uses_left', '>', 0)
    .where('expires_at', '>', sql<Date>`now()`);
