import type { Db } from '#db/client';
import { boughtByClass, hasHourReturn, insertHourReturn } from '#db/queries/allocations/hour-returns';
import { derivedId } from '#db/queries/ledger/derived-id';
import type { Actor } from '../../actor';
import type { ReturnAsked } from '../../hours-services';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { wholeAmount } from '../allocations/return-hours';
import { freeOfClass, takeFromClass } from '../payments/class-hours';
import { auditClass } from './audit-class';
import { lockForAct } from './class-policy';

/**
 * Gives free hours of a class's pool back to the programme, at once and for good. Shares of students stay theirs, and so do hours that
 * money bought: these go back by a refund. The same key again changes nothing.
 * @throws AppError as `lockForAct`; [invalid-input] with `hours`; [not-enough-hours] when less can go
 */
export async function returnClassHours(
  db: Db,
  actor: Actor,
  classId: string,
  asked: { amount: number; key: ReturnAsked['key'] },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'manage');
    const id = derivedId(row.id, `return ${asked.key}`);
    if (await hasHourReturn(trx, id)) return;
    const amount = wholeAmount(asked.amount);
    const spare = (await freeOfClass(trx, row)) - (await boughtByClass(trx, row.id));
    if (spare < amount)
      throw new AppError('not-enough-hours', {
        details: {
          neededMilliGpuSeconds: toViewNumber(amount),
          freeMilliGpuSeconds: toViewNumber(spare > 0n ? spare : 0n),
        },
      });
    await takeFromClass(trx, {
      classId: row.id,
      atMost: amount,
      source: id,
      personId: actor.personId,
      note: 'class-returned',
    });
    await insertHourReturn(trx, {
      id,
      person_id: actor.personId,
      allocation_id: null,
      class_id: row.id,
      milli_gpu_seconds: amount,
      did_end: false,
    });
    await auditClass(trx, actor, 'hours-returned', row.id, { milliGpuSeconds: toViewNumber(amount) });
  });
}
