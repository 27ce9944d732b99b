import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { listMembersWithHours } from '#db/queries/classes/class-members';
import { recordAudit } from '#db/queries/record-audit';
import type { JsonValue } from '#db/json';
import type { Actor } from '../../actor';

/** One line of the audit log about a class, in the same transaction. */
export const auditClass = (
  trx: Trx,
  actor: Actor,
  action: string,
  classId: string,
  detail: Record<string, JsonValue> = {},
): Promise<void> =>
  recordAudit(trx, {
    actorPersonId: actor.personId,
    action: `class.${action}`,
    subjectKind: 'class',
    subjectId: classId,
    detail,
    requestId: actor.requestId,
  });

/** Tells the open pages of some of the class that hours or places changed: its teachers always, and the given people. */
export async function tellClass(
  trx: Trx,
  classId: string,
  personIds: readonly string[] | 'all',
): Promise<void> {
  for (const member of await listMembersWithHours(trx, classId))
    if (member.role !== 'student' || personIds === 'all' || personIds.includes(member.personId))
      await announce(
        trx,
        { person: member.personId },
        { kind: member.role === 'student' ? 'hours' : 'class' },
      );
}
