import type { Trx } from '#db/client';
import { findClass } from '#db/queries/classes/class-rows';
import { findLine, spendLines } from '#db/queries/login-cards/login-card-words';
import {
  lockCardByCode,
  noteWrongTry,
  updateCard,
  type LoginCardRow,
} from '#db/queries/login-cards/login-cards';
import { findPerson } from '#db/queries/people/people';
import { AppError } from '../../contract/app-error';
import { auditCard } from './audit-card';
import { hashSecret, readCardCode, readSecret } from './card-secrets';
import type { Knock, LoginCardDeps } from './deps';

/** Wrong tries that lock a card until its teacher renews it: plenty for a typist, nothing to a guesser of 32 bits. */
export const wrongTriesToLock = 10;

/** What a card let in: its person, or somebody who has yet to say how old they are. The round tells a card that was renewed meanwhile. */
export interface Opened {
  cardId: string;
  round: number;
  personId: string | undefined;
}

/** Where no card has that name, the same is asked of the database about this one. */
const nobodysCard = { id: '00000000-0000-7000-8000-000000000000', round: 0 };

/**
 * Uses up the words (or the QR secret) of a card, and all lines before them. Of two browsers with the same words one comes in. A wrong name, wrong,
 * used or void words, a locked card and no card at all have one answer, at the same cost.
 * @throws AppError[card-refused | too-many-tries]
 */
export async function enterByCard(
  deps: LoginCardDeps,
  typed: { code: string; words: string },
  from: Knock,
): Promise<Opened> {
  const code = readCardCode(typed.code);
  await deps.triesByAddress.take(from.address);
  await deps.triesByCard.take(code ?? 'none');
  const secret = readSecret(typed.words);
  // What was noted of a wrong try stays: the refusal is thrown after the transaction.
  const opened = await deps.db.transaction().execute(async (trx) => {
    const card = await lockCardByCode(trx, code ?? '');
    const hash = hashSecret(deps.wordsKey, card ?? nobodysCard, secret ?? '');
    const line = await findLine(trx, (card ?? nobodysCard).id, hash);
    if (!card || !(await isOpen(trx, card))) return undefined;
    if (line === undefined) {
      if (await noteWrongTry(trx, card.id, wrongTriesToLock))
        await auditCard(trx, card, 'locked', from.requestId);
      return undefined;
    }
    await spendLines(trx, card.id, line);
    return letIn(trx, card, line === 0 ? 'qr' : 'words', from.requestId);
  });
  if (!opened) throw new AppError('card-refused');
  return opened;
}

/** Notes that a locked card let somebody in. */
export async function letIn(
  trx: Trx,
  card: LoginCardRow,
  by: 'qr' | 'words' | 'teacher',
  requestId: string,
): Promise<Opened> {
  await updateCard(trx, card.id, { used_at: new Date(), wrong_tries: 0 });
  await auditCard(trx, card, 'used', requestId, { by });
  return { cardId: card.id, round: card.round, personId: card.person_id ?? undefined };
}

/** Whether a card opens anything: not locked, not void; its person not disabled; without one, its class still runs. */
export async function isOpen(trx: Trx, card: LoginCardRow): Promise<boolean> {
  if (card.locked_at || card.voided_at) return false;
  if (card.person_id !== null) return (await findPerson(trx, card.person_id))?.disabled_at === null;
  return (await findClass(trx, card.class_id))?.ended_at === null;
}
