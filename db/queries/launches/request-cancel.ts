import type { Trx } from '../../client';

/** Notes that the person wants it ended. Answers whether this is the first time; another's or an ended launch is not touched. */
export async function requestCancel(trx: Trx, personId: string, id: string): Promise<boolean> {
  const row = await trx
    .updateTable('launches')
    .set({ cancel_requested_at: new Date(), updated_at: new Date() })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('cancel_requested_at', 'is', null)
    .where('state', 'not in', ['ended', 'settled'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
