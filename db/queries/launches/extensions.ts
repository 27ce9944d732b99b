import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { LaunchExtensionTable } from '../../tables/launch-extensions';

export type ExtensionRow = Selectable<LaunchExtensionTable>;

/** Writes down that more time was asked for. @throws on a second one of the launch that nobody has answered */
export async function insertExtension(
  trx: Trx,
  row: Pick<ExtensionRow, 'id' | 'launch_id' | 'hold_id' | 'from_seconds' | 'to_seconds'>,
): Promise<void> {
  await trx
    .insertInto('launch_extensions')
    .values({ ...row, state: 'asked' })
    .execute();
}

/** What was asked for and not answered yet; undefined when there is none. */
export function findAskedExtension(
  db: Kysely<Database>,
  launchId: string,
): Promise<ExtensionRow | undefined> {
  return db
    .selectFrom('launch_extensions')
    .selectAll()
    .where('launch_id', '=', launchId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
}

/** Writes the answer, once; false when another was faster. */
export async function answerExtension(
  trx: Trx,
  id: string,
  answer: { state: 'done' | 'refused'; words: string | null },
): Promise<boolean> {
  const written = await trx
    .updateTable('launch_extensions')
    .set({ ...answer, answered_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}

/** The extra holds of a launch that nothing has resolved, the oldest first, and what is asked for is answered by its end. */
export async function closeExtensions(trx: Trx, launchId: string): Promise<{ id: string; amount: bigint }[]> {
  await sql`
    with unanswered as (
      update launch_extensions set state = 'refused', answered_at = now()
      where launch_id = ${launchId} and state = 'asked' returning hold_id
    )
    update launches l set extra_held_milli_gpu_seconds = extra_held_milli_gpu_seconds - t.amount
    from unanswered join ledger_transfers t on t.id = unanswered.hold_id where l.id = ${launchId}`.execute(
    trx,
  );
  return trx
    .selectFrom('launch_extensions as e')
    .innerJoin('ledger_transfers as t', 't.id', 'e.hold_id')
    .select(['t.id', 't.amount'])
    .where('e.launch_id', '=', launchId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('ledger_transfers as r').select('r.id').whereRef('r.pending_id', '=', 't.id'))),
    )
    .orderBy('e.asked_at')
    .execute();
}
