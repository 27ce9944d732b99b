import type { LoginCardServices } from '../../login-card-services';
import { decideAsk, listAsks } from './card-asks';
import type { LoginCardDeps } from './deps';
import { listCards } from './list-cards';
import { makeCards, renewCards } from './make-cards';
import { voidCards } from './shut-cards';

/** What teachers do with the login cards of their classes. Opens nothing. */
export function makeLoginCardServices(deps: LoginCardDeps): LoginCardServices {
  return {
    list: (actor, classId) => listCards(deps, actor, classId),
    make: (actor, classId, asked, locale) => makeCards(deps, actor, classId, asked, locale),
    renew: (actor, classId, cardIds, locale) => renewCards(deps, actor, classId, cardIds, locale),
    void: (actor, classId, cardIds) => voidCards(deps, actor, classId, cardIds),
    listAsks: (actor, classId) => listAsks(deps.db, actor, classId),
    decideAsk: (actor, classId, askId, isAllowed) => decideAsk(deps.db, actor, classId, askId, isAllowed),
  };
}
