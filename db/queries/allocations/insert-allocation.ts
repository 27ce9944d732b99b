import type { Trx } from '../../client';
import { createLedgerAccount } from '../ledger/create-ledger-account';
import { grantHours } from '../ledger/grant-hours';
import type { ProgrammeRow } from './find-programme';

export interface NewAllocation {
  id: string;
  ledgerAccountId: string;
  /** UUID of the grant. */
  transferId: string;
  personId: string;
  programme: ProgrammeRow;
  /** null: given without a request. */
  requestId: string | null;
  title: string;
  /** Names; empty: every cluster. */
  clusters: string[];
  startsAt: Date;
  endsAt: Date;
  amount: bigint;
  /** Who signed; undefined: the portal itself. */
  grantedBy?: string;
}

/**
 * Makes an allocation: its ledger account under the programme, the grant, and the row. Calling again with the same ids changes
 * nothing, also at the same time from elsewhere; answers whether this call made it.
 */
export async function insertAllocation(trx: Trx, allocation: NewAllocation): Promise<boolean> {
  const { programme, ledgerAccountId, requestId, amount } = allocation;
  await createLedgerAccount(trx, {
    id: ledgerAccountId,
    parentId: programme.ledger_account_id,
    kind: 'allocation',
    name: programme.name,
  });
  const inserted = await trx
    .insertInto('allocations')
    .values({
      id: allocation.id,
      person_id: allocation.personId,
      programme_id: programme.id,
      request_id: requestId,
      ledger_account_id: ledgerAccountId,
      title: allocation.title,
      clusters: allocation.clusters,
      starts_at: allocation.startsAt,
      ends_at: allocation.endsAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await grantHours(trx, {
    transferId: allocation.transferId,
    ledgerAccountId,
    amount,
    note: programme.name,
    ...(requestId !== null && { requestId }),
    ...(allocation.grantedBy !== undefined && { personId: allocation.grantedBy }),
  });
  return true;
}
