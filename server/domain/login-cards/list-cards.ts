import { listCards as listRows, type ListedCard } from '#db/queries/login-cards/login-cards';
import { listRoster } from '#db/queries/classes/class-roster';
import type { Actor } from '../../actor';
import type { CardsView, CardView } from '../../login-card-services';
import { mustInClass } from '../classes/class-policy';
import type { LoginCardDeps } from './deps';

/** @see LoginCardServices.list */
export async function listCards({ db }: LoginCardDeps, actor: Actor, classId: string): Promise<CardsView> {
  const row = await mustInClass(db, actor, classId, 'manage');
  const [cards, roster] = await Promise.all([listRows(db, row.id), listRoster(db, row.id)]);
  const having = new Set(cards.map((card) => card.roster_email));
  return {
    className: row.name,
    isEnded: row.ended_at !== null,
    cards: cards.map(toView),
    rosterWithoutCard: roster.filter((line) => !having.has(line.email)).length,
  };
}

/** Of a card's use its teachers see that and when, and who it is; nothing of what was done. */
const toView = (card: ListedCard): CardView => ({
  id: card.id,
  number: card.number,
  code: card.code,
  state: stateOf(card),
  name: card.personName ?? card.rosterName ?? undefined,
  linesLeft: card.linesLeft,
  usedAt: card.used_at ?? undefined,
});

function stateOf(card: ListedCard): CardView['state'] {
  if (card.voided_at) return 'void';
  if (card.locked_at) return 'locked';
  return card.person_id === null ? 'fresh' : 'in-use';
}
