import { randomInt } from 'node:crypto';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import {
  answerAsk,
  findAsk,
  listOpenAsks,
  putAsk,
  takeAllowedAsk,
} from '#db/queries/login-cards/login-card-asks';
import { lockCard, lockCardByCode } from '#db/queries/login-cards/login-cards';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { CardAskView } from '../../login-card-services';
import { auditClass, tellClass } from '../classes/audit-class';
import { lockForAct, mustInClass } from '../classes/class-policy';
import { auditCard } from './audit-card';
import { readCardCode } from './card-secrets';
import type { Knock, LoginCardDeps } from './deps';
import { isOpen, letIn, type Opened } from './enter-by-card';

/** As long as a class waits for a teacher who walks over. */
const askMs = 5 * 60_000;

/** What a browser keeps of its ask. */
export interface Asked {
  askId: string;
  /** 10–99; the teacher sees the same. */
  matchNumber: number;
  /** Milliseconds of the epoch. */
  untilMs: number;
}

/**
 * Asks the teachers of a card's class to let this browser in; an earlier ask for the card ends. For a card that is not there, or shut, it looks the
 * same: nobody will answer. @throws AppError[too-many-tries]
 */
export async function askTeacher(deps: LoginCardDeps, typedCode: string, from: Knock): Promise<Asked> {
  const code = readCardCode(typedCode);
  await deps.triesByAddress.take(from.address);
  await deps.triesByCard.take(code ?? 'none');
  const asked = { askId: newId(), matchNumber: randomInt(10, 100), untilMs: Date.now() + askMs };
  await deps.db.transaction().execute(async (trx) => {
    const card = await lockCardByCode(trx, code ?? '');
    if (!card || !(await isOpen(trx, card))) return;
    await putAsk(trx, {
      id: asked.askId,
      cardId: card.id,
      matchNumber: asked.matchNumber,
      expiresAt: new Date(asked.untilMs),
    });
    await auditCard(trx, card, 'asked', from.requestId);
  });
  return asked;
}

/** How an ask stands. One that was never there waits like any other until its time is over. */
export async function readAsk(
  { db }: LoginCardDeps,
  asked: Asked,
): Promise<'waiting' | 'allowed' | 'declined' | 'over'> {
  if (asked.untilMs <= Date.now()) return 'over';
  const ask = await findAsk(db, asked.askId);
  if (ask?.is_allowed === true) return 'allowed';
  return ask?.is_allowed === false ? 'declined' : 'waiting';
}

/** Uses a teacher's yes up. @throws AppError[card-refused] without one, or when the card was shut meanwhile. */
export async function enterByAsk({ db }: LoginCardDeps, askId: string, requestId: string): Promise<Opened> {
  return db.transaction().execute(async (trx) => {
    const found = await findAsk(trx, askId);
    // The card before its ask, as where it is renewed.
    const card = found && (await lockCard(trx, found.card_id));
    if (!card || !(await takeAllowedAsk(trx, askId)) || !(await isOpen(trx, card)))
      throw new AppError('card-refused');
    return letIn(trx, card, 'teacher', requestId);
  });
}

/** Browsers that ask to be let in on cards of a class, oldest first. @throws AppError as `mustInClass` */
export async function listAsks(db: Db, actor: Actor, classId: string): Promise<CardAskView[]> {
  await mustInClass(db, actor, classId, 'help');
  const asks = await listOpenAsks(db, classId);
  return asks.map(({ personName, ...ask }) => ({ ...ask, personName: personName ?? undefined }));
}

/** Answers one; [not-found] when it was answered, taken back or is over. @throws AppError as `lockForAct` */
export async function decideAsk(
  db: Db,
  actor: Actor,
  classId: string,
  askId: string,
  isAllowed: boolean,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'help');
    const answered = isUuid(askId)
      ? await answerAsk(trx, { classId, askId, isAllowed, by: actor.personId })
      : undefined;
    if (!answered) throw new AppError('not-found');
    await auditClass(trx, actor, isAllowed ? 'card-ask-allowed' : 'card-ask-declined', classId, answered);
    await tellClass(trx, classId, []);
  });
}
