import type { Kysely, Selectable } from 'kysely';
import { AppError } from '#server/contract/app-error';
import type { Database } from '../../database';
import type { LedgerTransferTable } from '../../tables/ledger-transfers';

export type LedgerTransferRow = Selectable<LedgerTransferTable>;

/** One transfer by id; undefined when it was never written. */
export function findTransfer(db: Kysely<Database>, id: string): Promise<LedgerTransferRow | undefined> {
  return db.selectFrom('ledger_transfers').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * The transfer that an earlier call wrote under this id, checked to say the same.
 * @throws AppError[idempotency-key-reused] when the id is free (another unique rule refused) or says something else.
 */
export async function getReplayed(
  db: Kysely<Database>,
  id: string,
  same: Partial<
    Pick<LedgerTransferRow, 'kind' | 'ledger_account_id' | 'amount' | 'launch_id' | 'pending_id'>
  >,
): Promise<LedgerTransferRow> {
  const earlier = await findTransfer(db, id);
  const isSame =
    earlier !== undefined &&
    (Object.keys(same) as (keyof typeof same)[]).every((column) => earlier[column] === same[column]);
  if (!isSame) throw new AppError('idempotency-key-reused');
  return earlier;
}
