import { randomBytes } from 'node:crypto';
import { readCookieValue } from '../bridge/identity/cookies';
import type { Browser, Identity, PasskeyOptions } from '../bridge/identity/port';
import { AppError, isAppError } from '../contract/app-error';
import type { ConfirmDoor, Waiting } from '../domain/people/second-factor/confirm-door';
import type { TryLimit } from '../domain/people/try-limit';
import { isLoopback } from '../env';

/** Cookies to set, one `Set-Cookie` each, and where the person wanted to go (a path of this origin). */
export interface Entered {
  setCookies: string[];
  nextPath: string | undefined;
  /** Whether the person was made just now. */
  isNew: boolean;
}

/** The ways to a session that a page has, for the browser that asks. */
export interface SessionDoor {
  /** Looks at a mailed link for the page with the button; undefined when it opens nothing any more. */
  peekLink(token: string): Promise<{ email: string; isSignUp: boolean } | undefined>;
  /** Uses a mailed link up. @throws AppError[link-expired] */
  followLink(token: string): Promise<Entered>;
  /** The session that may be confirmed, waiting or not, and with what; undefined without one, or when its person has nothing to confirm with. */
  toConfirm(): Promise<{ displayName: string; hasPasskey: boolean; hasTotp: boolean } | undefined>;
  /** What the browser signs to confirm its session. @throws AppError[not-signed-in] */
  startConfirm(): Promise<PasskeyOptions>;
  /** Confirms the browser's session, which gets another token. @throws AppError[not-signed-in | passkey-refused | code-wrong | too-many-tries] */
  confirm(proof: { passkey: unknown } | { code: string }): Promise<{ setCookies: string[] }>;
  /** What the browser signs to sign in by a passkey alone. @throws AppError[too-many-tries] */
  startPasskey(): Promise<{ options: PasskeyOptions; setCookies: string[] }>;
  /** Signs in by it. @throws AppError[passkey-refused] */
  enterByPasskey(response: unknown): Promise<{ setCookies: string[] }>;
  /** Gives the browser's session another token, after it has gained rights. */
  renew(): Promise<{ setCookies: string[] }>;
  /** Signs in as a demo person. @throws AppError[demo-only | not-found] */
  become(email: string): Promise<Entered>;
  /** Ends the browser's session; harmless without one. */
  signOut(): Promise<{ setCookies: string[] }>;
}

export interface SessionDoorDependencies {
  identity: Identity;
  confirmDoor: ConfirmDoor;
  passkeyTries: TryLimit;
  /** Gives a newly joined person their starter hours; what it throws is logged, and the person is in all the same. */
  welcome(personId: string): Promise<void>;
  /** Makes a link for a demo person; undefined outside the demo. */
  demoLink: DemoLink | undefined;
}

type DemoLink = (email: string) => Promise<string>;

/** A door for one browser. `remoteAddress` is the connection's own, never a header's. Opens nothing. */
export function makeSessionDoor(
  deps: SessionDoorDependencies,
  browser: Browser & { remoteAddress: string; requestId: string },
): SessionDoor {
  const { identity, confirmDoor } = deps;
  const followLink = async (token: string, confirmedBy?: 'demo-door'): Promise<Entered> => {
    const { setCookies, nextPath, isNew, personId } = await identity.followLink(token, browser, confirmedBy);
    if (isNew) await deps.welcome(personId);
    return { setCookies, nextPath, isNew };
  };
  const waiting = async (): Promise<Waiting> => {
    const session = await identity.readAnySession(browser.cookieHeader);
    if (!session) throw new AppError('not-signed-in');
    return { sessionId: session.id, personId: session.person.id, requestId: browser.requestId };
  };
  return {
    peekLink: (token) => identity.peekLink(token),
    followLink: (token) => followLink(token),
    toConfirm: async () => {
      const session = await identity.readAnySession(browser.cookieHeader);
      const has = session && (await confirmDoor.whatHas(session.person.id));
      if (!session || !has || !(has.hasPasskey || has.hasTotp)) return undefined;
      return { displayName: session.person.displayName, ...has };
    },
    startConfirm: async () => confirmDoor.startConfirm(await waiting()),
    confirm: async (proof) => {
      await confirmDoor.confirm(await waiting(), proof);
      return identity.renew(browser);
    },
    startPasskey: async () => {
      await deps.passkeyTries.take(browser.address ?? '');
      const secret = randomBytes(32).toString('base64url');
      return { options: await confirmDoor.startSignIn(secret), setCookies: [askCookie(secret, 5 * 60)] };
    },
    enterByPasskey: async (response) => {
      const secret = readCookieValue(browser.cookieHeader, askCookieName);
      if (secret === undefined || secret === '') throw new AppError('passkey-refused');
      const { personId } = await confirmDoor.signIn(secret, response);
      const { setCookies } = await identity.begin(personId, 'passkey', browser);
      return { setCookies: [...setCookies, askCookie('', 0)] };
    },
    renew: () => identity.renew(browser),
    become: async (email) => {
      const isHere = isLoopback(browser.remoteAddress.replace(/^::ffff:/, ''));
      if (!deps.demoLink || !isHere) throw new AppError('demo-only');
      // The one click is this machine's own and exists in the demo only: it is the second factor, too.
      const enter = async () => followLink(await (deps.demoLink as DemoLink)(email), 'demo-door');
      // Somebody who becomes the same person in the same instant takes this link along: a new one does.
      return enter().catch((error: unknown) => {
        if (isAppError(error) && error.code === 'link-expired') return enter();
        throw error;
      });
    },
    signOut: () => identity.signOut(browser),
  };
}

/** Which browser asked to sign in by passkey: an answer from another is none. */
const askCookieName = '__Host-modu-passkey';

const askCookie = (secret: string, maxAgeSeconds: number) =>
  `${askCookieName}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
