import type { Trx } from '../../client';

/** Puts the lines of a card in the place of all earlier ones. Line 0 is the QR code's. */
export async function replaceWords(trx: Trx, cardId: string, hashes: readonly string[]): Promise<void> {
  await trx.deleteFrom('login_card_words').where('card_id', '=', cardId).execute();
  if (hashes.length === 0) return;
  await trx
    .insertInto('login_card_words')
    .values(hashes.map((words_hash, line) => ({ card_id: cardId, line, words_hash })))
    .execute();
}

/** Which line of a card these words are; undefined when they are none, or used. */
export async function findLine(trx: Trx, cardId: string, wordsHash: string): Promise<number | undefined> {
  const row = await trx
    .selectFrom('login_card_words')
    .select('line')
    .where('card_id', '=', cardId)
    .where('words_hash', '=', wordsHash)
    .executeTakeFirst();
  return row?.line;
}

/** Uses a line up, and those before it, so that what was read off the paper earlier opens nothing later. */
export async function spendLines(trx: Trx, cardId: string, upTo: number): Promise<void> {
  await trx.deleteFrom('login_card_words').where('card_id', '=', cardId).where('line', '<=', upTo).execute();
}
