import type { Actor } from './actor';
import type { Locale } from './contract/roles';

/* Login cards of a class; a part of `services.ts`. */

/** Cards by which pupils without e-mail come in. For the teachers of the class; assistants answer asks. For everybody else it is `not-found`. */
export interface LoginCardServices {
  list(actor: Actor, classId: string): Promise<CardsView>;
  /**
   * Makes cards and prints them; their words are seen on this paper alone. Every call makes new ones.
   * @throws AppError[invalid-input | limit-reached] under `count`, [wrong-state] under `roster` when nobody of it needs one
   */
  make(actor: Actor, classId: string, asked: NewCards, locale: Locale): Promise<CardPaper>;
  /**
   * Prints cards anew: words and QR code of before are void at once, and what was opened with them ends: sessions, passkeys, tokens. Opens locked
   * and void cards again. @throws AppError[not-found] for none of this class
   */
  renew(actor: Actor, classId: string, cardIds: readonly string[], locale: Locale): Promise<CardPaper>;
  /** Makes cards open nothing until they are renewed, and ends what they opened. Harmless when called twice. */
  void(actor: Actor, classId: string, cardIds: readonly string[]): Promise<void>;
  /** Browsers that ask to be let in. */
  listAsks(actor: Actor, classId: string): Promise<CardAskView[]>;
  /** @throws AppError[not-found] when it was answered or is over */
  decideAsk(actor: Actor, classId: string, askId: string, isAllowed: boolean): Promise<void>;
}

/** How many (1–`limits.cardsAtOnce`), or one for everybody of the roster who has neither joined nor a card. */
export type NewCards = { count: number } | { roster: true };

export interface CardPaper {
  fileName: string;
  pdf: Buffer;
}

export interface CardsView {
  className: string;
  isEnded: boolean;
  cards: CardView[];
  /** People of the roster who have neither joined nor a card. */
  rosterWithoutCard: number;
}

export interface CardView {
  id: string;
  number: number;
  /** Names the card; opens nothing by itself. */
  code: string;
  /** locked: after too many wrong tries. */
  state: 'fresh' | 'in-use' | 'locked' | 'void';
  /** Whose it is, or for whom it was made. */
  name: string | undefined;
  linesLeft: number;
  usedAt: Date | undefined;
}

export interface CardAskView {
  id: string;
  /** Of the card. */
  number: number;
  /** undefined: the card was not used yet. */
  personName: string | undefined;
  /** Stands on the pupil's screen. */
  matchNumber: number;
  expiresAt: Date;
}
