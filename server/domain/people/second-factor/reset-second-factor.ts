import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { findPerson } from '#db/queries/people/people';
import { deleteSecondFactors } from '#db/queries/people/second-factors';
import { deleteSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import { isUuid } from '../../../contract/ids';
import { mustAdminister, mustBeAtThePage } from '../people-policy';
import { queueMail } from '../queue-mail';
import type { SecondFactorDeps } from './deps';

/** @see SecondFactorServices.reset; mail: undefined where whoever does it tells the person. */
export async function resetSecondFactor(
  deps: { db: Db; mail: Pick<SecondFactorDeps, 'addMailTask' | 'url'> | undefined },
  actor: Actor,
  personId: string,
): Promise<void> {
  mustAdminister(actor);
  mustBeAtThePage(actor);
  if (!isUuid(personId)) throw new AppError('not-found');
  await deps.db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, personId);
    if (!person) throw new AppError('not-found');
    if (!(await deleteSecondFactors(trx, personId))) throw new AppError('wrong-state');
    await endSessions(trx, personId);
    await recordAudit(trx, {
      actorPersonId: actor.via.kind === 'cli' ? null : actor.personId,
      action: 'second-factor.reset',
      subjectKind: 'person',
      subjectId: personId,
      detail: { via: actor.via.kind },
      requestId: actor.requestId,
    });
    if (deps.mail)
      await queueMail(trx, deps.mail.addMailTask, {
        to: person.email,
        kind: 'second-factor-reset',
        locale: person.locale,
        values: { link: `${deps.mail.url}/sign-in` },
      });
  });
}

async function endSessions(trx: Trx, personId: string): Promise<void> {
  for (const sessionId of await deleteSessionsOfPerson(trx, personId))
    await announce(trx, { person: personId }, { kind: 'session-ended', sessionId });
}
