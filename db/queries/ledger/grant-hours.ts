import { sql } from 'kysely';
import type { Trx } from '../../client';
import { getReplayed } from './find-transfer';
import { requirePositive } from './require-positive';

export interface Grant {
  /** UUID; of a decision: derived from the request, so that a second click meets the first. */
  transferId: string;
  ledgerAccountId: string;
  /** milli-GPU-seconds, over 0. */
  amount: bigint;
  requestId?: string;
  /** Who signed. */
  personId?: string;
  note: string;
}

/**
 * Gives hours to one account. The accounts above keep what they have: they cap what is used below, so that more may be granted
 * below than is there (`docs/decisions/0012-hours-tree.md`). Calling again with the same transfer id changes nothing.
 * @throws AppError[idempotency-key-reused] when the id stands for another grant.
 * @throws Error when the account does not exist (foreign key).
 */
export async function grantHours(trx: Trx, grant: Grant): Promise<{ isReplay: boolean }> {
  requirePositive(grant.amount);
  const { rows } = await sql<{ id: string }>`
    with written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, request_id, person_id, note)
      values (${grant.transferId}, 'grant', ${grant.ledgerAccountId}, ${grant.amount},
        ${grant.requestId ?? null}, ${grant.personId ?? null}, ${grant.note})
      on conflict do nothing
      returning ledger_account_id, amount
    )
    update ledger_accounts a set granted = a.granted + written.amount
    from written where a.id = written.ledger_account_id
    returning a.id`.execute(trx);
  if (rows.length > 0) return { isReplay: false };
  const same = { kind: 'grant', ledger_account_id: grant.ledgerAccountId, amount: grant.amount } as const;
  await getReplayed(trx, grant.transferId, same);
  return { isReplay: true };
}
