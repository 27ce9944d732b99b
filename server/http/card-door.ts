import { readCookieValue } from '../bridge/identity/cookies';
import type { Browser, Identity } from '../bridge/identity/port';
import { readSignedValue, signValue } from '../bridge/identity/signed-value';
import { AppError } from '../contract/app-error';
import type { Asked } from '../domain/login-cards/card-asks';
import type { Opened } from '../domain/login-cards/enter-by-card';
import type { CardDraft } from '../domain/login-cards/join-by-card';
import type { CardWork } from '../domain/login-cards/make-card-work';

/** What became of who used a card: in, or somebody new who has yet to say how old they are. */
export interface CardEntered {
  kind: 'in' | 'new';
  setCookies: string[];
}

/** The ways in by a login card, for the browser that asks. */
export interface CardDoor {
  /** By the words of a card or what its QR code holds. @throws AppError[card-refused | too-many-tries] */
  enter(typed: { code: string; words: string }): Promise<CardEntered>;
  /** Who is on the way to join by a card: of which class; undefined for nobody. */
  newcomer(): Promise<{ className: string; schoolName: string } | undefined>;
  /** Makes them. @throws AppError[guardian-needed | invalid-input | card-refused] */
  join(draft: CardDraft, guardianHandle?: string): Promise<{ setCookies: string[] }>;
  /** Asks the card's teachers; the same for every name. @throws AppError[too-many-tries] */
  ask(code: string): Promise<{ setCookies: string[] }>;
  /** How this browser's ask stands; undefined when it has asked nothing. */
  asked(): Promise<
    { matchNumber: number; until: Date; state: 'waiting' | 'allowed' | 'declined' | 'over' } | undefined
  >;
  /** Goes in by a teacher's yes. @throws AppError[card-refused] */
  enterAsAllowed(): Promise<CardEntered>;
  /** Values for `Set-Cookie` that forget a card. */
  forget(): string[];
}

export interface CardDoorDependencies {
  cardWork: CardWork;
  secret: string;
  identity: Identity;
  welcome(personId: string): Promise<void>;
}

const newcomerCookie = '__Host-modu-card';
const askCookie = '__Host-modu-card-ask';
const newcomerSeconds = 15 * 60;

const cookieLine = (name: string, value: string, maxAge: number) =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;

/** A door for one browser. Opens nothing. */
export function makeCardDoor(
  { cardWork, secret, identity, welcome }: CardDoorDependencies,
  browser: Browser & { requestId: string },
): CardDoor {
  const from = { address: browser.address ?? '', requestId: browser.requestId };
  const kept = (name: string, purpose: string) =>
    readSignedValue(secret, purpose, readCookieValue(browser.cookieHeader, name));
  const newcomer = () => kept(newcomerCookie, 'card-newcomer') as Opened | undefined;
  const asked = () => kept(askCookie, 'card-ask') as Asked | undefined;
  const forget = () => [cookieLine(newcomerCookie, '', 0), cookieLine(askCookie, '', 0)];
  const goOn = async (opened: Opened): Promise<CardEntered> => {
    if (opened.personId !== undefined) {
      const { setCookies } = await identity.begin(opened.personId, 'login-card', browser);
      return { kind: 'in', setCookies: [...setCookies, ...forget()] };
    }
    const value = signValue(secret, 'card-newcomer', opened, newcomerSeconds);
    return {
      kind: 'new',
      setCookies: [cookieLine(newcomerCookie, value, newcomerSeconds), cookieLine(askCookie, '', 0)],
    };
  };
  return {
    enter: async (typed) => goOn(await cardWork.enter(typed, from)),
    newcomer: async () => {
      const opened = newcomer();
      return opened && cardWork.findNewcomersClass(opened);
    },
    join: async (draft, guardianHandle) => {
      const opened = newcomer();
      if (!opened) throw new AppError('card-refused');
      const personId = await cardWork.join(opened, draft, { requestId: browser.requestId, guardianHandle });
      await welcome(personId);
      const { setCookies } = await identity.begin(personId, 'login-card', browser);
      return { setCookies: [...setCookies, ...forget()] };
    },
    ask: async (code) => {
      const value = await cardWork.ask(code, from);
      const seconds = Math.ceil((value.untilMs - Date.now()) / 1000) + 60;
      return { setCookies: [cookieLine(askCookie, signValue(secret, 'card-ask', value, seconds), seconds)] };
    },
    asked: async () => {
      const ask = asked();
      return (
        ask && {
          matchNumber: ask.matchNumber,
          until: new Date(ask.untilMs),
          state: await cardWork.readAsk(ask),
        }
      );
    },
    enterAsAllowed: async () => {
      const ask = asked();
      if (!ask) throw new AppError('card-refused');
      return goOn(await cardWork.enterByAsk(ask.askId, browser.requestId));
    },
    forget,
  };
}
