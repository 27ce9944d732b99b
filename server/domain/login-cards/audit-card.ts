import type { Trx } from '#db/client';
import type { LoginCardRow } from '#db/queries/login-cards/login-cards';
import { recordAudit } from '#db/queries/record-audit';
import { tellClass } from '../classes/audit-class';

/** One line of the log about a card that a browser used or tried, and its class's open pages are told. In the same transaction. */
export async function auditCard(
  trx: Trx,
  card: Pick<LoginCardRow, 'id' | 'class_id' | 'number' | 'person_id'>,
  action: 'used' | 'locked' | 'asked',
  requestId: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await recordAudit(trx, {
    actorPersonId: action === 'used' ? card.person_id : null,
    action: `login-card.${action}`,
    subjectKind: 'login-card',
    subjectId: card.id,
    detail: { ...detail, number: card.number, classId: card.class_id },
    requestId,
  });
  await tellClass(trx, card.class_id, []);
}
