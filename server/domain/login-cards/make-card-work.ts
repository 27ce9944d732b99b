import { askTeacher, enterByAsk, readAsk, type Asked } from './card-asks';
import type { Knock, LoginCardDeps } from './deps';
import { enterByCard, type Opened } from './enter-by-card';
import { findNewcomersClass, joinByCard, type CardDraft } from './join-by-card';

/** What is done for a browser that comes with a card, before there is an actor; for the card door. */
export interface CardWork {
  enter(typed: { code: string; words: string }, from: Knock): Promise<Opened>;
  findNewcomersClass(opened: Opened): Promise<{ className: string; schoolName: string } | undefined>;
  join(
    opened: Opened,
    draft: CardDraft,
    from: { requestId: string; guardianHandle?: string | undefined },
  ): Promise<string>;
  ask(code: string, from: Knock): Promise<Asked>;
  readAsk(asked: Asked): Promise<'waiting' | 'allowed' | 'declined' | 'over'>;
  enterByAsk(askId: string, requestId: string): Promise<Opened>;
}

/** Opens nothing by itself: sessions are the identity's. */
export const makeCardWork = (deps: LoginCardDeps): CardWork => ({
  enter: (typed, from) => enterByCard(deps, typed, from),
  findNewcomersClass: async (opened) => {
    const row = await findNewcomersClass(deps.db, opened);
    return row && { className: row.name, schoolName: row.school_name };
  },
  join: (opened, draft, from) => joinByCard(deps, opened, draft, from),
  ask: (code, from) => askTeacher(deps, code, from),
  readAsk: (asked) => readAsk(deps, asked),
  enterByAsk: (askId, requestId) => enterByAsk(deps, askId, requestId),
});
