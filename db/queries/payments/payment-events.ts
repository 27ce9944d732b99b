import type { Kysely } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';

/** Notes an event of the provider in the transaction of its effect; false when it was noted before. */
export async function noteEvent(trx: Trx, event: { id: string; name: string }): Promise<boolean> {
  const noted = await trx
    .insertInto('payment_events')
    .values({ id: event.id, kind: event.name })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Whether an event has had its effect. */
export async function isNoted(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db.selectFrom('payment_events').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
