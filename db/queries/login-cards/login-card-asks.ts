import { sql, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { LoginCardAskTable } from '../../tables/login-card-asks';

export type LoginCardAskRow = Selectable<LoginCardAskTable>;

/** Writes an ask in the place of an earlier one for the same card. */
export async function putAsk(
  trx: Trx,
  ask: { id: string; cardId: string; matchNumber: number; expiresAt: Date },
): Promise<void> {
  await trx.deleteFrom('login_card_asks').where('card_id', '=', ask.cardId).execute();
  await trx
    .insertInto('login_card_asks')
    .values({
      id: ask.id,
      card_id: ask.cardId,
      match_number: ask.matchNumber,
      decided_by: null,
      is_allowed: null,
      expires_at: ask.expiresAt,
    })
    .execute();
}

/** An ask that has not expired; undefined when there is none. */
export async function findAsk(db: Kysely<Database>, askId: string): Promise<LoginCardAskRow | undefined> {
  return db
    .selectFrom('login_card_asks')
    .selectAll()
    .where('id', '=', askId)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Uses an ask up that a teacher said yes to; only one of two takers gets it. */
export async function takeAllowedAsk(trx: Trx, askId: string): Promise<LoginCardAskRow | undefined> {
  return trx
    .deleteFrom('login_card_asks')
    .where('id', '=', askId)
    .where('is_allowed', '=', true)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
}

/** Asks of a class that wait for an answer, oldest first. */
export async function listOpenAsks(
  db: Kysely<Database>,
  classId: string,
): Promise<
  { id: string; number: number; personName: string | null; matchNumber: number; expiresAt: Date }[]
> {
  return db
    .selectFrom('login_card_asks as a')
    .innerJoin('login_cards as k', 'k.id', 'a.card_id')
    .leftJoin('people as p', 'p.id', 'k.person_id')
    .select([
      'a.id',
      'k.number',
      'p.display_name as personName',
      'a.match_number as matchNumber',
      'a.expires_at as expiresAt',
    ])
    .where('k.class_id', '=', classId)
    .where('a.is_allowed', 'is', null)
    .where('a.expires_at', '>', sql<Date>`now()`)
    .orderBy('a.asked_at')
    .execute();
}

/** Answers an ask of a class that waits; tells of which card, undefined when it waits no more. */
export async function answerAsk(
  trx: Trx,
  answer: { classId: string; askId: string; isAllowed: boolean; by: string },
): Promise<{ number: number } | undefined> {
  const ask = await trx
    .updateTable('login_card_asks as a')
    .from('login_cards as k')
    .set({ is_allowed: answer.isAllowed, decided_by: answer.by })
    .whereRef('k.id', '=', 'a.card_id')
    .where('a.id', '=', answer.askId)
    .where('k.class_id', '=', answer.classId)
    .where('a.is_allowed', 'is', null)
    .where('a.expires_at', '>', sql<Date>`now()`)
    .returning('k.number')
    .executeTakeFirst();
  return ask;
}

/** Takes the ask of a card back; harmless without one. */
export async function deleteAskOfCard(trx: Trx, cardId: string): Promise<void> {
  await trx.deleteFrom('login_card_asks').where('card_id', '=', cardId).execute();
}
