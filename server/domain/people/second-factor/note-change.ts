import type { Trx } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import { queueMail } from '../queue-mail';
import type { SecondFactorDeps } from './deps';

/** Audits a change of the actor's second factor and tells them by mail, should it not have been them. In the same transaction. */
export async function noteChange(
  trx: Trx,
  { addMailTask, url }: Pick<SecondFactorDeps, 'addMailTask' | 'url'>,
  actor: Actor,
  action: string,
): Promise<void> {
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'person',
    subjectId: actor.personId,
    requestId: actor.requestId,
  });
  await queueMail(trx, addMailTask, {
    to: actor.email,
    kind: 'second-factor-changed',
    locale: actor.locale,
    values: { link: `${url}/settings/second-factor` },
  });
}
