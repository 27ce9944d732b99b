import type { Trx } from '#db/client';
import { lockPerson } from '#db/queries/people/api-tokens';
import { findSecondFactors } from '#db/queries/people/second-factors';
import { findConfirmation, findSessionStart } from '#db/queries/people/sessions';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';

/** Long enough to find a phone and try twice, short enough for a browser that was left open. */
const freshForMs = 15 * 60_000;

/**
 * Lets a browser's session on in which the second factor was used just now, or whose person has none yet; locks the person until the
 * transaction ends, so that what is counted holds. Gives the session's id.
 * @throws AppError[confirm-again | not-allowed] for what is no browser's session.
 */
export async function mustBeFresh(
  trx: Trx,
  actor: Actor,
): Promise<{ sessionId: string; has: { hasPasskey: boolean; hasTotp: boolean } }> {
  if (actor.via.kind !== 'session') throw new AppError('not-allowed');
  await lockPerson(trx, actor.personId);
  const { sessionId } = actor.via;
  const has = await findSecondFactors(trx, actor.personId);
  if (has.hasPasskey || has.hasTotp) {
    const confirmation = await findConfirmation(trx, sessionId);
    if (!confirmation || Date.now() - confirmation.at.getTime() > freshForMs)
      throw new AppError('confirm-again');
  }
  return { sessionId, has };
}

/**
 * The same for what concerns signing in itself: who has no second factor must have signed in just now.
 * @throws AppError[confirm-again | sign-in-again | not-allowed]
 */
export async function mustBeRecent(trx: Trx, actor: Actor): Promise<{ sessionId: string }> {
  const { sessionId, has } = await mustBeFresh(trx, actor);
  if (has.hasPasskey || has.hasTotp) return { sessionId };
  const startedAt = await findSessionStart(trx, sessionId);
  if (!startedAt || Date.now() - startedAt.getTime() > freshForMs) throw new AppError('sign-in-again');
  return { sessionId };
}
