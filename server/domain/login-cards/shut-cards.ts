import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { deleteAskOfCard } from '#db/queries/login-cards/login-card-asks';
import { replaceWords } from '#db/queries/login-cards/login-card-words';
import { lockCardsOfClass, updateCard, type LoginCardRow } from '#db/queries/login-cards/login-cards';
import { revokeAllApiTokens } from '#db/queries/people/api-tokens';
import { deleteIdentitiesOfPerson } from '#db/queries/people/identities';
import { deleteSecondFactors } from '#db/queries/people/second-factors';
import { deleteSessionsOfPerson } from '#db/queries/people/sessions';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { auditClass, tellClass } from '../classes/audit-class';
import { lockForAct } from '../classes/class-policy';
import type { LoginCardDeps } from './deps';

/**
 * Makes cards open nothing until they are renewed, and ends whatever they opened. Void ones stay so.
 * @throws AppError as `lockForAct`; [not-found] when none of them is the class's
 */
export async function voidCards(
  { db }: LoginCardDeps,
  actor: Actor,
  classId: string,
  cardIds: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    for (const card of await lockNamed(trx, classId, cardIds)) {
      if (card.voided_at) continue;
      await shutCard(trx, card);
      await replaceWords(trx, card.id, []);
      await updateCard(trx, card.id, { voided_at: new Date() });
      await auditClass(trx, actor, 'card-voided', classId, { cardId: card.id, number: card.number });
    }
    await tellClass(trx, classId, []);
  });
}

/** Some cards of a class, locked. @throws AppError[not-found] for none */
export async function lockNamed(
  trx: Trx,
  classId: string,
  cardIds: readonly string[],
): Promise<LoginCardRow[]> {
  const cards = await lockCardsOfClass(trx, classId, [...new Set(cardIds)].filter(isUuid));
  if (cards.length === 0) throw new AppError('not-found');
  return cards;
}

/**
 * Ends everything that a card opened: sessions at once, and what could outlive them (passkeys, linked providers, tokens). Whoever held a lost card
 * has made none of these to stay.
 */
export async function shutCard(trx: Trx, card: LoginCardRow): Promise<void> {
  await deleteAskOfCard(trx, card.id);
  const personId = card.person_id;
  if (personId === null) return;
  await deleteSecondFactors(trx, personId);
  await deleteIdentitiesOfPerson(trx, personId);
  for (const tokenId of await revokeAllApiTokens(trx, personId))
    await announce(trx, { person: personId }, { kind: 'token-ended', tokenId });
  for (const sessionId of await deleteSessionsOfPerson(trx, personId))
    await announce(trx, { person: personId }, { kind: 'session-ended', sessionId });
}
