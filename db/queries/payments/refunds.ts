import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { RefundTable } from '../../tables/refunds';

export type RefundRow = Selectable<RefundTable>;

/** Writes what goes back. */
export async function insertRefund(trx: Trx, row: Insertable<RefundTable>): Promise<void> {
  await trx.insertInto('refunds').values(row).execute();
}

/** By our id; undefined when there is none. */
export function findRefund(db: Kysely<Database>, id: string): Promise<RefundRow | undefined> {
  return db.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirst();
}

/** By the provider's id; undefined when it was not seen yet. */
export function findRefundByProvider(
  db: Kysely<Database>,
  providerId: string,
): Promise<RefundRow | undefined> {
  return db.selectFrom('refunds').selectAll().where('provider_id', '=', providerId).executeTakeFirst();
}

/** Changes one. */
export async function updateRefund(
  trx: Trx,
  id: string,
  change: Partial<Pick<RefundRow, 'state' | 'provider_id'>>,
): Promise<void> {
  await trx.updateTable('refunds').set(change).where('id', '=', id).execute();
}

/** Of some purchases, oldest first. */
export async function listRefunds(
  db: Kysely<Database>,
  purchaseIds: readonly string[],
): Promise<RefundRow[]> {
  if (purchaseIds.length === 0) return [];
  return db
    .selectFrom('refunds')
    .selectAll()
    .where('purchase_id', 'in', purchaseIds)
    .orderBy('created_at')
    .execute();
}
