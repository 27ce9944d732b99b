import type { Db } from '#db/client';
import { listMembersWithHours } from '#db/queries/classes/class-members';
import { listClassParts } from '#db/queries/classes/class-parts';
import { lockClass, updateClass } from '#db/queries/classes/class-rows';
import { recordAudit } from '#db/queries/record-audit';
import { tellClass } from './audit-class';
import { hasHours, shift } from './class-shares';

const dayMs = 86_400_000;

/**
 * Puts what is free in the shares of students who launched nothing on the class's hours for as long as its teacher said into the pool,
 * where whoever works can use it. Harmless however often it runs; answers how many shares it emptied.
 */
export async function releaseUnusedShares(db: Db, nowAt = new Date()): Promise<number> {
  const classes = await db
    .selectFrom('classes')
    .select('id')
    .where('release_unused_days', 'is not', null)
    .where('ended_at', 'is', null)
    .where('pool_account_id', 'is not', null)
    .execute();
  let count = 0;
  for (const { id } of classes) count += await releaseInClass(db, id, nowAt);
  return count;
}

async function releaseInClass(db: Db, classId: string, nowAt: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const row = await lockClass(trx, classId);
    if (!row || !hasHours(row) || row.release_unused_days === null || row.ended_at) return 0;
    const idleSince = nowAt.getTime() - row.release_unused_days * dayMs;
    const idle = (await listMembersWithHours(trx, classId)).filter(
      (member) =>
        member.role === 'student' &&
        (member.lastLaunchAt ?? member.joinedAt).getTime() < idleSince &&
        member.joinedAt.getTime() < idleSince,
    );
    const shares = (await listClassParts(trx, classId)).filter(
      (part) =>
        part.part === 'share' &&
        part.granted > part.pending + part.posted &&
        idle.some((member) => member.personId === part.personId),
    );
    for (const share of shares) {
      const amount = share.granted - share.pending - share.posted;
      await shift(trx, { from: share.ledgerAccountId, to: row.pool_account_id, amount, by: undefined });
      await recordAudit(trx, {
        actorPersonId: null,
        action: 'class.share-released',
        subjectKind: 'class',
        subjectId: classId,
        detail: { personId: share.personId, milliGpuSeconds: Number(amount) },
      });
    }
    if (shares.length > 0) {
      await updateClass(trx, classId, {});
      await tellClass(
        trx,
        classId,
        shares.map((share) => share.personId),
      );
    }
    return shares.length;
  });
}
