import type { Db } from '#db/client';
import { endClassParts } from '#db/queries/classes/class-parts';
import { updateClass } from '#db/queries/classes/class-rows';
import type { Actor } from '../../actor';
import { auditClass, tellClass } from './audit-class';
import { lockForAct } from './class-policy';

/**
 * Ends a class now: nothing new starts on its hours, codes open nothing, what runs finishes and settles. @throws AppError as `lockForAct`
 */
export async function endClass(db: Db, actor: Actor, classId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    await endClassParts(trx, classId);
    await updateClass(trx, classId, { ended_at: new Date() });
    await auditClass(trx, actor, 'ended', classId);
    await tellClass(trx, classId, 'all');
  });
}
