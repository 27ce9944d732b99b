import type { Db } from '../../client';
import { newId } from '../../new-id';
import { createLedgerAccount } from './create-ledger-account';
import { grantHours } from './grant-hours';

/** A small tree for tests: platform → class → one account a student, each with its own grant. */
export async function plantTree(
  db: Db,
  grants: { platform: bigint; class: bigint; students: bigint[] },
): Promise<{ platform: string; class: string; students: string[] }> {
  return db.transaction().execute(async (trx) => {
    const plant = async (parentId: string | null, kind: 'platform' | 'class' | 'person', amount: bigint) => {
      const id = await createLedgerAccount(trx, { parentId, kind, name: kind });
      await grantHours(trx, { transferId: newId(), ledgerAccountId: id, amount, note: 'test' });
      return id;
    };
    const platform = await plant(null, 'platform', grants.platform);
    const schoolClass = await plant(platform, 'class', grants.class);
    const students: string[] = [];
    for (const amount of grants.students) students.push(await plant(schoolClass, 'person', amount));
    return { platform, class: schoolClass, students };
  });
}

/** granted, pending, posted of some accounts, in their order. */
export async function readBalances(
  db: Db,
  ids: string[],
): Promise<{ granted: bigint; pending: bigint; posted: bigint }[]> {
  const rows = await db
    .selectFrom('ledger_accounts')
    .select(['id', 'granted', 'pending', 'posted'])
    .where('id', 'in', ids)
    .execute();
  return ids.map((id) => {
    const row = rows.find((account) => account.id === id);
    if (!row) throw new Error(`no account ${id}`);
    return { granted: row.granted, pending: row.pending, posted: row.posted };
  });
}
