import type { Db } from '#db/client';
import { findMember, setFrozen as write } from '#db/queries/classes/class-members';
import { listClassParts, readBalance } from '#db/queries/classes/class-parts';
import { updateClass } from '#db/queries/classes/class-rows';
import type { Actor } from '../../actor';
import type { Sharing } from '../../class-services';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { auditClass, tellClass } from './audit-class';
import { lockForAct } from './class-policy';
import { hasHours, setGranted, shift } from './class-shares';

/**
 * Gives every student the same floor (never less than what they hold and have used) and leaves the rest in the pool, with a cap on what
 * one may take there; all at once or not at all.
 * @throws AppError[not-enough-hours] when the floors come to more than the class has: details say how much is missing;
 * [changed-meanwhile | wrong-state | invalid-input | not-found | not-allowed]
 */
export async function shareOut(db: Db, actor: Actor, classId: string, sharing: Sharing): Promise<void> {
  const floor = amountOf(sharing.floorMilliGpuSeconds, 'floor');
  const cap = amountOf(sharing.poolCapMilliGpuSeconds, 'poolCap');
  const days = sharing.releaseUnusedDays;
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 366))
    throw new AppError('invalid-input', { fields: { releaseUnusedDays: 'invalid-input' } });
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'manage');
    if (row.version !== sharing.version) throw new AppError('changed-meanwhile');
    if (!hasHours(row)) throw new AppError('wrong-state');
    const parts = await listClassParts(trx, classId);
    const shares = parts.filter((part) => part.part === 'share');
    const used = (part: { pending: bigint; posted: bigint }) => part.pending + part.posted;
    const wanted = shares.map((part) => (floor > used(part) ? floor : used(part)));
    const pool = await readBalance(trx, row.pool_account_id);
    const needed = wanted.reduce((sum, amount) => sum + amount, 0n);
    const all = pool.granted + shares.reduce((sum, part) => sum + part.granted, 0n);
    const available = all - used(pool);
    if (needed > available)
      throw new AppError('not-enough-hours', {
        details: {
          neededMilliGpuSeconds: toViewNumber(needed),
          freeMilliGpuSeconds: toViewNumber(available),
        },
      });
    // What comes back goes first, so that the pool has what is given after.
    const moves = shares
      .map((part, index) => ({ part, change: (wanted[index] ?? 0n) - part.granted }))
      .sort((a, b) => (a.change < b.change ? -1 : 1));
    for (const { part, change } of moves) {
      const [from, to] =
        change < 0n
          ? [part.ledgerAccountId, row.pool_account_id]
          : [row.pool_account_id, part.ledgerAccountId];
      await shift(trx, { from, to, amount: change < 0n ? -change : change, by: actor.personId });
    }
    for (const part of parts.filter((one) => one.part === 'pool'))
      await setGranted(trx, part, cap, actor.personId);
    await updateClass(trx, classId, {
      floor_milli_gpu_seconds: floor,
      pool_cap_milli_gpu_seconds: cap,
      release_unused_days: days ?? null,
    });
    await auditClass(trx, actor, 'shared-out', classId, {
      floorMilliGpuSeconds: Number(floor),
      poolCapMilliGpuSeconds: Number(cap),
    });
    await tellClass(trx, classId, 'all');
  });
}

/**
 * Moves hours from the pool into one student's share; a negative amount goes back, at most what is free there.
 * @throws AppError[not-enough-hours | not-found | wrong-state | invalid-input]
 */
export async function moveHours(
  db: Db,
  actor: Actor,
  classId: string,
  move: { personId: string; milliGpuSeconds: number },
): Promise<void> {
  if (!Number.isSafeInteger(move.milliGpuSeconds) || move.milliGpuSeconds === 0)
    throw new AppError('invalid-input', { fields: { hours: 'invalid-input' } });
  const amount = BigInt(move.milliGpuSeconds);
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'help');
    if (!hasHours(row)) throw new AppError('wrong-state');
    const part = (await listClassParts(trx, classId)).find(
      (one) => one.part === 'share' && one.personId === move.personId,
    );
    if (!part) throw new AppError('not-found');
    const [from, to] =
      amount > 0n ? [row.pool_account_id, part.ledgerAccountId] : [part.ledgerAccountId, row.pool_account_id];
    await shift(trx, { from, to, amount: amount > 0n ? amount : -amount, by: actor.personId });
    await updateClass(trx, classId, {});
    await auditClass(trx, actor, 'hours-moved', classId, {
      personId: move.personId,
      milliGpuSeconds: move.milliGpuSeconds,
    });
    await tellClass(trx, classId, [move.personId]);
  });
}

/** Stops or allows new launches of a student on the class's hours; what runs goes on. Harmless when called twice. */
export async function setFrozen(
  db: Db,
  actor: Actor,
  classId: string,
  personId: string,
  isFrozen: boolean,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'help');
    const member = isUuid(personId) ? await findMember(trx, classId, personId) : undefined;
    if (member?.role !== 'student') throw new AppError('not-found');
    await write(trx, classId, personId, isFrozen);
    await auditClass(trx, actor, isFrozen ? 'frozen' : 'unfrozen', classId, { personId });
    await tellClass(trx, classId, [personId]);
  });
}

function amountOf(amount: number, field: string): bigint {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new AppError('invalid-input', { fields: { [field]: 'invalid-input' } });
  return BigInt(amount);
}
