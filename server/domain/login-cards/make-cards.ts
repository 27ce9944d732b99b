import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { listRoster } from '#db/queries/classes/class-roster';
import type { ClassRow } from '#db/queries/classes/class-rows';
import { replaceWords } from '#db/queries/login-cards/login-card-words';
import {
  insertCards,
  listCards as listRows,
  updateCard,
  type LoginCardRow,
} from '#db/queries/login-cards/login-cards';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { Locale } from '../../contract/roles';
import type { CardPaper, NewCards } from '../../login-card-services';
import { auditClass, tellClass } from '../classes/audit-class';
import { lockForAct } from '../classes/class-policy';
import { hashSecrets, makeCardCode, makeSecrets } from './card-secrets';
import type { LoginCardDeps } from './deps';
import { printCards, type PrintedCard } from './print-cards';
import { lockNamed, shutCard } from './shut-cards';

/** @see LoginCardServices.make */
export async function makeCards(
  deps: LoginCardDeps,
  actor: Actor,
  classId: string,
  asked: NewCards,
  locale: Locale,
): Promise<CardPaper> {
  const { row, printed } = await deps.db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'manage');
    const known = await listRows(trx, row.id);
    const names = 'count' in asked ? namesOf(asked.count) : await namesOfRoster(trx, row.id, known);
    if (known.length + names.length > limits.classSize)
      throw new AppError('limit-reached', {
        fields: { count: 'limit-reached' },
        details: { limit: limits.classSize },
      });
    const first = (known.at(-1)?.number ?? 0) + 1;
    const cards = await insertCards(
      trx,
      names.map(({ email }, index) => ({
        id: newId(),
        class_id: row.id,
        number: first + index,
        code: makeCardCode(),
        person_id: null,
        roster_email: email ?? null,
        locked_at: null,
        voided_at: null,
        used_at: null,
      })),
    );
    const printed: PrintedCard[] = [];
    for (const [index, card] of cards.entries())
      printed.push(await writeWords(trx, deps, card, locale, names[index]?.name));
    await auditClass(trx, actor, 'cards-made', row.id, { count: cards.length, from: first });
    await tellClass(trx, row.id, []);
    return { row, printed };
  });
  return toPaper(deps, row, printed, locale);
}

/** @see LoginCardServices.renew */
export async function renewCards(
  deps: LoginCardDeps,
  actor: Actor,
  classId: string,
  cardIds: readonly string[],
  locale: Locale,
): Promise<CardPaper> {
  const { row, printed } = await deps.db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'manage');
    const printed: PrintedCard[] = [];
    const rosterNames = new Map((await listRows(trx, row.id)).map((card) => [card.id, card.rosterName]));
    for (const card of await lockNamed(trx, row.id, cardIds)) {
      await shutCard(trx, card);
      const fresh = { code: makeCardCode(), round: card.round + 1 };
      const open = { wrong_tries: 0, locked_at: null, voided_at: null };
      await updateCard(trx, card.id, { ...fresh, ...open, made_at: new Date() });
      const name = rosterNames.get(card.id) ?? undefined;
      printed.push(await writeWords(trx, deps, { ...card, ...fresh }, locale, name));
      await auditClass(trx, actor, 'card-renewed', row.id, { cardId: card.id, number: card.number });
    }
    await tellClass(trx, row.id, []);
    return { row, printed };
  });
  return toPaper(deps, row, printed, locale);
}

interface CardName {
  email?: string;
  /** For the paper alone. */
  name?: string;
}

function namesOf(count: number): CardName[] {
  if (!Number.isInteger(count) || count < 1 || count > limits.cardsAtOnce)
    throw new AppError('invalid-input', { fields: { count: 'invalid-input' } });
  return Array.from({ length: count }, () => ({}));
}

/** Everybody of the roster who has neither joined nor a card. @throws AppError[wrong-state] when that is nobody */
async function namesOfRoster(trx: Trx, classId: string, known: readonly LoginCardRow[]): Promise<CardName[]> {
  const having = new Set(known.map((card) => card.roster_email));
  const lines = (await listRoster(trx, classId)).filter((line) => !having.has(line.email));
  if (lines.length === 0) throw new AppError('wrong-state', { fields: { roster: 'wrong-state' } });
  return lines
    .slice(0, limits.cardsAtOnce)
    .map((line) => ({ email: line.email, name: `${line.student_number} ${line.display_name}`.trim() }));
}

async function writeWords(
  trx: Trx,
  { wordsKey, url }: LoginCardDeps,
  card: Pick<LoginCardRow, 'id' | 'round' | 'code' | 'number'>,
  locale: Locale,
  name: string | undefined,
): Promise<PrintedCard> {
  const secrets = makeSecrets(locale);
  await replaceWords(trx, card.id, hashSecrets(wordsKey, card, secrets));
  // The secret stands behind `#`, which browsers send to nobody. @see RFC 3986, §3.5
  const address = `${url}/card#${card.code}.${secrets.qrSecret}`;
  return { number: card.number, code: card.code, name, address, lines: secrets.lines };
}

/** Drawn after the transaction: a class waits for nobody's paper. */
const toPaper = async (
  { url }: LoginCardDeps,
  row: ClassRow,
  printed: PrintedCard[],
  locale: Locale,
): Promise<CardPaper> => ({
  fileName: `modu-cards-${String(printed[0]?.number ?? 0)}-${String(printed.at(-1)?.number ?? 0)}.pdf`,
  pdf: await printCards({ className: row.name, schoolName: row.school_name, url, cards: printed }, locale),
});
