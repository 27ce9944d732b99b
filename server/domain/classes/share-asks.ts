import { z } from 'zod';
import type { Db } from '#db/client';
import { findMember } from '#db/queries/classes/class-members';
import { listClassParts } from '#db/queries/classes/class-parts';
import { lockClass, updateClass } from '#db/queries/classes/class-rows';
import { closeShareAsk, putShareAsk } from '#db/queries/classes/share-asks';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { auditClass, tellClass } from './audit-class';
import { lockForAct } from './class-policy';
import { hasHours, shift } from './class-shares';

const reasonSchema = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(300)
      .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]*$/u),
  );

/** Asks the teacher for more, with a reason; a second tap is the first. @throws AppError[not-found | invalid-input | wrong-state] */
export async function askMore(db: Db, actor: Actor, classId: string, reason: string): Promise<void> {
  const read = reasonSchema.safeParse(reason);
  if (!read.success) throw new AppError('invalid-input', { fields: { reason: 'invalid-input' } });
  await db.transaction().execute(async (trx) => {
    const row = isUuid(classId) ? await lockClass(trx, classId) : undefined;
    const member = row && (await findMember(trx, row.id, actor.personId));
    if (!row || member?.role !== 'student' || member.state !== 'active') throw new AppError('not-found');
    if (row.ended_at) throw new AppError('wrong-state');
    const id = await putShareAsk(trx, { classId, personId: actor.personId, reason: read.data });
    await auditClass(trx, actor, 'more-asked', classId, { askId: id });
    await tellClass(trx, classId, []);
  });
}

/**
 * Decides several asks at once: each of the students gets the same amount from the pool, or none (undefined declines). All or nothing;
 * asks that were decided meanwhile are left alone. @throws AppError[not-enough-hours] and as `lockForAct`
 */
export async function decideAsks(
  db: Db,
  actor: Actor,
  classId: string,
  askIds: readonly string[],
  milliGpuSeconds: number | undefined,
): Promise<void> {
  const isAmount =
    milliGpuSeconds === undefined || (Number.isSafeInteger(milliGpuSeconds) && milliGpuSeconds > 0);
  if (!isAmount) throw new AppError('invalid-input', { fields: { hours: 'invalid-input' } });
  const amount = milliGpuSeconds === undefined ? undefined : BigInt(milliGpuSeconds);
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'help');
    const shares = (await listClassParts(trx, classId)).filter((part) => part.part === 'share');
    const told: string[] = [];
    for (const id of new Set(askIds.filter(isUuid))) {
      const ask = await closeShareAsk(trx, {
        classId,
        id,
        by: actor.personId,
        grantedMilliGpuSeconds: amount,
      });
      if (!ask) continue;
      told.push(ask.person_id);
      const share = shares.find((part) => part.personId === ask.person_id);
      if (amount !== undefined) {
        if (!share || !hasHours(row)) throw new AppError('wrong-state');
        await shift(trx, {
          from: row.pool_account_id,
          to: share.ledgerAccountId,
          amount,
          by: actor.personId,
        });
      }
      await auditClass(trx, actor, amount === undefined ? 'more-declined' : 'more-given', classId, {
        askId: id,
        personId: ask.person_id,
        ...(milliGpuSeconds !== undefined && { milliGpuSeconds }),
      });
    }
    if (told.length > 0) await updateClass(trx, classId, {});
    await tellClass(trx, classId, told);
  });
}
