import type { Kysely, Selectable } from 'kysely';
import { newId } from '../../new-id';
import type { Database } from '../../database';
import type { GuardianReceiptTable } from '../../tables/guardian-receipts';

export type ReceiptRow = Selectable<GuardianReceiptTable>;

/** Writes down what was agreed to or taken back. */
export async function insertReceipt(
  db: Kysely<Database>,
  receipt: Omit<ReceiptRow, 'id' | 'at'>,
): Promise<ReceiptRow> {
  return db
    .insertInto('guardian_receipts')
    .values({ id: newId(), ...receipt })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Those of some consents, oldest first. */
export async function listReceipts(
  db: Kysely<Database>,
  consentIds: readonly string[],
): Promise<ReceiptRow[]> {
  if (consentIds.length === 0) return [];
  return db
    .selectFrom('guardian_receipts')
    .selectAll()
    .where('consent_id', 'in', consentIds)
    .orderBy('id')
    .execute();
}
