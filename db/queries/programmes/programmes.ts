import { sql, type Insertable, type Kysely, type Updateable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { ProgrammeTable } from '../../tables/programmes';
import type { ProgrammeRow } from '../allocations/find-programme';

export interface CallRow {
  id: string;
  programmeId: string;
  /** `YYYY-MM-DD`, both inclusive. */
  opensOn: string;
  closesOn: string;
}

/** Programmes of kind research, the oldest first. */
export function listResearchProgrammes(db: Kysely<Database>): Promise<ProgrammeRow[]> {
  return db.selectFrom('programmes').selectAll().where('kind', '=', 'research').orderBy('id').execute();
}

/** One of kind research by its name; undefined when there is none. */
export function findResearchProgramme(db: Kysely<Database>, name: string): Promise<ProgrammeRow | undefined> {
  return db
    .selectFrom('programmes')
    .selectAll()
    .where('kind', '=', 'research')
    .where('name', '=', name)
    .executeTakeFirst();
}

/** Writes a programme; answers whether the name was free. */
export async function insertProgramme(trx: Trx, programme: Insertable<ProgrammeTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('programmes')
    .values(programme)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Changes a programme that still has that version; answers whether it had. */
export async function updateProgramme(
  trx: Trx,
  programme: { id: string; version: number },
  change: Updateable<ProgrammeTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('programmes')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', programme.id)
    .where('version', '=', programme.version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Calls of programmes, the latest first. */
export function listCalls(db: Kysely<Database>, programmeIds: readonly string[]): Promise<CallRow[]> {
  if (programmeIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('programme_calls')
    .select(['id', 'programme_id as programmeId', 'opens_on as opensOn', 'closes_on as closesOn'])
    .where('programme_id', 'in', [...programmeIds])
    .orderBy('opens_on', 'desc')
    .execute();
}

/** Adds a call; answers whether no other begins on that day. */
export async function insertCall(trx: Trx, call: Omit<CallRow, 'id'>): Promise<boolean> {
  const inserted = await trx
    .insertInto('programme_calls')
    .values({
      id: newId(),
      programme_id: call.programmeId,
      opens_on: call.opensOn,
      closes_on: call.closesOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Takes a call away; answers whether it was there. Requests that came in it stay. */
export async function deleteCall(trx: Trx, programmeId: string, callId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('programme_calls')
    .where('id', '=', callId)
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
