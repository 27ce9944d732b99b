import type { Kysely } from 'kysely';
import type { Trx } from '#db/client';
import type { Database } from '#db/database';
import { readBalance } from '#db/queries/classes/class-parts';
import { lockClass, type ClassRow } from '#db/queries/classes/class-rows';
import { adjustHours } from '#db/queries/ledger/adjust-hours';
import { derivedId } from '#db/queries/ledger/derived-id';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { tellClass } from '../classes/audit-class';
import { hasHours } from '../classes/class-shares';

/*
 * Hours that leave a class with money that goes back, and that return when it did not. They are free hours of the pool: what students
 * hold, have used or were given as their own share stays. Both accounts of the class move by the same amount.
 */

/** How many hours could leave a class now. */
export async function freeOfClass(db: Kysely<Database>, row: ClassRow | undefined): Promise<bigint> {
  if (!row || !hasHours(row)) return 0n;
  const free = async (id: string) => {
    const { granted, pending, posted } = await readBalance(db, id);
    return granted - pending - posted;
  };
  const [whole, pool] = [await free(row.ledger_account_id), await free(row.pool_account_id)];
  return whole < pool ? whole : pool;
}

/**
 * Takes at most `atMost` out of a class; answers how much that was. The ids follow from `source`: again for the same source is an error
 * of the caller, who knows from the refund's row.
 */
export async function takeFromClass(
  trx: Trx,
  take: {
    classId: string;
    atMost: bigint;
    source: string;
    personId: string | undefined;
    /** [class-refund] */
    note?: string;
  },
): Promise<bigint> {
  const row = await lockClass(trx, take.classId);
  const free = await freeOfClass(trx, row);
  const amount = take.atMost < free ? take.atMost : free;
  if (amount <= 0n || !row || !hasHours(row)) return 0n;
  for (const [ledgerAccountId, word] of accountsOf(row)) {
    const taken = await adjustHours(trx, {
      transferId: derivedId(take.source, `${word} returned`),
      ledgerAccountId,
      amount,
      note: take.note ?? 'class-refund',
      ...(take.personId !== undefined && { personId: take.personId }),
    });
    // Holds do not wait for the class's lock: one may have come in between. The transaction then fails whole, and is tried again.
    if (!taken.ok) throw new Error('the hours of a class were held at the moment they were to leave');
  }
  await tellClass(trx, row.id, 'all');
  return amount;
}

/** Gives back what was taken for the same source; a second time changes nothing. */
export async function giveToClass(
  trx: Trx,
  give: { classId: string; amount: bigint; source: string },
): Promise<void> {
  const row = await lockClass(trx, give.classId);
  if (give.amount === 0n || !row || !hasHours(row)) return;
  for (const [ledgerAccountId, word] of accountsOf(row))
    await grantHours(trx, {
      transferId: derivedId(give.source, `${word} back`),
      ledgerAccountId,
      amount: give.amount,
      note: 'class-refund-failed',
    });
  await tellClass(trx, row.id, 'all');
}

const accountsOf = (row: { ledger_account_id: string; pool_account_id: string }) =>
  [
    [row.ledger_account_id, 'class'],
    [row.pool_account_id, 'pool'],
  ] as const;
