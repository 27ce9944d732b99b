import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { getProgramme } from '#db/queries/allocations/find-programme';
import { endClassParts, listClassParts, putClassPart, readBalance } from '#db/queries/classes/class-parts';
import type { ClassRow } from '#db/queries/classes/class-rows';
import { adjustHours } from '#db/queries/ledger/adjust-hours';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { toViewNumber } from '../../contract/hours';
import { AppError } from '../../contract/app-error';
import { periodOf } from '../requests/request-period';

/**
 * The hours of a class stand in a small tree: the class's account, below it the pool and one share a student, below the pool one way in
 * a student, whose grant is the cap on what one may take. What the class was granted is always the pool's grant plus all shares':
 * moving hours is a grant on one side and an adjustment of the same amount on the other, under the class's lock.
 * @see docs/decisions/0030-class-hours.md
 */
const noteOf = { in: 'class-share-in', out: 'class-share-out' } as const;

/** Tells whether hours have come for the class. Never throws. */
export const hasHours = (
  row: ClassRow,
): row is ClassRow & { ledger_account_id: string; pool_account_id: string } =>
  row.ledger_account_id !== null && row.pool_account_id !== null;

/** Takes from one account and gives to another. @throws AppError[not-enough-hours] when the first has less free. */
export async function shift(
  trx: Trx,
  move: { from: string; to: string; amount: bigint; by: string | undefined },
): Promise<void> {
  if (move.amount === 0n) return;
  const signed = move.by === undefined ? {} : { personId: move.by };
  const taken = await adjustHours(trx, {
    transferId: newId(),
    ledgerAccountId: move.from,
    amount: move.amount,
    note: noteOf.out,
    ...signed,
  });
  if (!taken.ok)
    throw new AppError('not-enough-hours', {
      details: {
        neededMilliGpuSeconds: toViewNumber(move.amount),
        freeMilliGpuSeconds: toViewNumber(taken.freeMilliGpuSeconds),
      },
    });
  await grantHours(trx, {
    transferId: newId(),
    ledgerAccountId: move.to,
    amount: move.amount,
    note: noteOf.in,
    ...signed,
  });
}

/** Sets what an account was granted, never below what is held and used there; answers what it became. */
export async function setGranted(
  trx: Trx,
  account: { ledgerAccountId: string; granted: bigint; pending: bigint; posted: bigint },
  wanted: bigint,
  by: string | undefined,
): Promise<bigint> {
  const least = account.pending + account.posted;
  const target = wanted > least ? wanted : least;
  const difference = target - account.granted;
  const transfer = {
    transferId: newId(),
    ledgerAccountId: account.ledgerAccountId,
    note: difference > 0n ? noteOf.in : noteOf.out,
    ...(by !== undefined && { personId: by }),
  };
  if (difference > 0n) await grantHours(trx, { ...transfer, amount: difference });
  if (difference < 0n) await adjustHours(trx, { ...transfer, amount: -difference });
  return target;
}

/** Gives students their parts of the class: the floor as far as the pool reaches, and the way into the pool. */
export async function giveParts(trx: Trx, row: ClassRow, personIds: readonly string[]): Promise<void> {
  if (!hasHours(row) || personIds.length === 0) return;
  const programme = await getProgramme(trx, 'class');
  const period = periodOf(row.starts_on, row.ends_on);
  for (const personId of personIds) {
    const common = { classId: row.id, personId, programmeId: programme.id, title: row.name, ...period };
    await putClassPart(trx, { ...common, part: 'share', parentAccountId: row.ledger_account_id });
    await putClassPart(trx, { ...common, part: 'pool', parentAccountId: row.pool_account_id });
  }
  const parts = (await listClassParts(trx, row.id)).filter((part) => personIds.includes(part.personId));
  for (const part of parts.filter((one) => one.part === 'pool'))
    await setGranted(trx, part, row.pool_cap_milli_gpu_seconds, undefined);
  for (const part of parts.filter((one) => one.part === 'share')) {
    const pool = await readBalance(trx, row.pool_account_id);
    const free = pool.granted - pool.pending - pool.posted;
    const missing = row.floor_milli_gpu_seconds - part.granted;
    const amount = missing < free ? missing : free;
    if (amount > 0n)
      await shift(trx, { from: row.pool_account_id, to: part.ledgerAccountId, amount, by: undefined });
  }
}

/** Puts what is free of one student's share back into the pool and ends their parts now. by: who did it. */
export async function returnShare(trx: Trx, row: ClassRow, personId: string, by: string): Promise<void> {
  if (!hasHours(row)) return;
  const parts = (await listClassParts(trx, row.id)).filter((part) => part.personId === personId);
  for (const part of parts) {
    const free = part.granted - part.pending - part.posted;
    if (part.part === 'share')
      await shift(trx, { from: part.ledgerAccountId, to: row.pool_account_id, amount: free, by });
    else await setGranted(trx, part, 0n, by);
  }
  await endClassParts(trx, row.id, personId);
}
