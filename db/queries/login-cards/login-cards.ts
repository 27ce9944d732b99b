import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { LoginCardTable } from '../../tables/login-cards';

export type LoginCardRow = Selectable<LoginCardTable>;

/** A card with what its teachers see of it. */
export interface ListedCard extends LoginCardRow {
  personName: string | null;
  /** Of the roster's line that it was made for. */
  rosterName: string | null;
  /** Lines of words that still open it, the QR code's not counted. */
  linesLeft: number;
}

/** All cards of a class, by number. */
export async function listCards(db: Kysely<Database>, classId: string): Promise<ListedCard[]> {
  return db
    .selectFrom('login_cards as k')
    .leftJoin('people as p', 'p.id', 'k.person_id')
    .leftJoin('class_roster as r', (join) =>
      join.onRef('r.class_id', '=', 'k.class_id').onRef('r.email', '=', 'k.roster_email'),
    )
    .selectAll('k')
    .select([
      'p.display_name as personName',
      'r.display_name as rosterName',
      sql<number>`(select count(*)::int from login_card_words w where w.card_id = k.id and w.line > 0)`.as(
        'linesLeft',
      ),
    ])
    .where('k.class_id', '=', classId)
    .orderBy('k.number')
    .execute();
}

/** Writes cards; their words are written apart. */
export async function insertCards(trx: Trx, cards: Insertable<LoginCardTable>[]): Promise<LoginCardRow[]> {
  return trx.insertInto('login_cards').values(cards).returningAll().execute();
}

/** The card of a code, locked until the transaction ends; undefined when there is none. */
export async function lockCardByCode(trx: Trx, code: string): Promise<LoginCardRow | undefined> {
  return trx.selectFrom('login_cards').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
}

/** One card, locked until the transaction ends. */
export async function lockCard(trx: Trx, cardId: string): Promise<LoginCardRow | undefined> {
  return trx.selectFrom('login_cards').selectAll().where('id', '=', cardId).forUpdate().executeTakeFirst();
}

/** Those of a class's cards that are named, locked until the transaction ends, by number. */
export async function lockCardsOfClass(
  trx: Trx,
  classId: string,
  cardIds: readonly string[],
): Promise<LoginCardRow[]> {
  if (cardIds.length === 0) return [];
  return trx
    .selectFrom('login_cards')
    .selectAll()
    .where('class_id', '=', classId)
    .where('id', 'in', cardIds)
    .orderBy('number')
    .forUpdate()
    .execute();
}

/** Changes columns of a card; harmless when it is gone. */
export async function updateCard(
  trx: Trx,
  cardId: string,
  change: Partial<Omit<LoginCardRow, 'id' | 'class_id' | 'number'>>,
): Promise<void> {
  await trx.updateTable('login_cards').set(change).where('id', '=', cardId).execute();
}

/** Counts a wrong try at a card and locks it [now] at `limit`; tells whether this one locked it. */
export async function noteWrongTry(trx: Trx, cardId: string, limit: number): Promise<boolean> {
  const row = await trx
    .updateTable('login_cards')
    .set({
      wrong_tries: sql`wrong_tries + 1`,
      locked_at: sql`case when wrong_tries + 1 >= ${limit} then coalesce(locked_at, now()) end`,
    })
    .where('id', '=', cardId)
    .returning('wrong_tries')
    .executeTakeFirst();
  return row?.wrong_tries === limit;
}
