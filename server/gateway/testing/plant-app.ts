import { sql } from 'kysely';
import type { Db } from '#db/client';
import { announce } from '#db/queries/announce';
import { noteAppReady, noteAppStarted } from '#db/queries/apps/launch-apps';
import type { AppAddress } from '../../contract/apps';

/** Makes a launch one that runs and answers at this address, as the workers would have found out. */
export async function plantApp(db: Db, launchId: string, address: AppAddress): Promise<void> {
  await db
    .updateTable('launches')
    .set({ state: 'running', staged_at: sql<Date>`now()`, running_at: sql<Date>`now()` })
    .where('id', '=', launchId)
    .execute();
  await noteAppStarted(db, launchId, address);
  await noteAppReady(db, launchId);
}

/** Ends it, and tells everybody. */
export async function endApp(db: Db, launchId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { person_id } = await trx
      .updateTable('launches')
      .set({ state: 'ended', end: 'cancelled', ended_at: sql<Date>`now()` })
      .where('id', '=', launchId)
      .returning('person_id')
      .executeTakeFirstOrThrow();
    await announce(trx, { person: person_id }, { kind: 'launch', launchId });
  });
}
