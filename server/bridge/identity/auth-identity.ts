import { Auth, type AuthConfig } from '@auth/core';
import type { EmailConfig } from '@auth/core/providers';
import { AppError, isAppError } from '../../contract/app-error';
import type { ConfirmedBy } from '../../contract/second-factor';
import { makeAuthAdapter, type AdapterNotes, type SessionFacts } from './auth-adapter';
import { cookieNames, cookieOptions, readCookieValue } from './cookies';
import type { Browser, Identity, IdentityStore, InStore, SignedIn } from './port';
import { hashNetwork, hashSessionToken, makeSignInLinks, randomToken, sessionSeconds } from './tokens';

export interface IdentityOptions {
  secret: string;
  /** Origin that people open. */
  url: string;
  /** For reading, outside a transaction. */
  store: IdentityStore;
  inStore: InStore;
  log: { warn(detail: object, words: string): void };
}

/** How often at most a session is noted as used. */
const touchAfterMs = 5 * 60_000;

/** Sign-in by Auth.js on our own store. Opens nothing. */
export function makeAuthIdentity(options: IdentityOptions): Identity {
  const links = makeSignInLinks(options.secret);
  const ask = (
    path: string,
    init: RequestInit,
    store: IdentityStore,
    facts: SessionFacts,
    notes: AdapterNotes,
  ) =>
    Auth(new Request(`${options.url}/auth/${path}`, init), {
      ...authConfig(options),
      adapter: makeAuthAdapter(store, facts, notes),
      callbacks: { signIn: async ({ user }) => !(await store.findPerson(user.id ?? ''))?.isDisabled },
    });

  const factsOf = (browser: Browser, confirmedBy: ConfirmedBy | undefined): SessionFacts => ({
    userAgent: browser.userAgent.slice(0, 300),
    networkHash: hashNetwork(options.secret, browser.address ?? ''),
    confirmedBy,
  });
  const readAnySession: Identity['readAnySession'] = async (cookieHeader) => {
    const token = tokenOf(cookieHeader);
    if (token === undefined) return undefined;
    const session = await options.store.findSession(hashSessionToken(token));
    if (session && Date.now() - session.seenAt.getTime() > touchAfterMs)
      await options.store.touchSession(session.id, nextExpiry(session.createdAt));
    return session;
  };

  return {
    links,
    peekLink: (token) => options.store.findLink(links.hash(token)),
    readAnySession,

    async readSession(cookieHeader) {
      const session = await readAnySession(cookieHeader);
      return session?.isWaiting || session?.isStopped ? undefined : session;
    },

    followLink: (token, browser, confirmedBy) =>
      options.inStore(async (store): Promise<SignedIn> => {
        const notes: AdapterNotes = { isNew: false };
        const held = noteRefusals(store, notes);
        // A new token at every sign-in: what the browser held before opens nothing afterwards.
        const before = tokenOf(browser.cookieHeader);
        const query = new URLSearchParams({ token });
        const facts = factsOf(browser, confirmedBy);
        const response = await ask(`callback/email?${query}`, {}, held, facts, notes);
        const setCookies = sessionCookies(response);
        // Thrown inside the transaction: whatever was half done is undone.
        if (notes.personId === undefined || setCookies.length === 0)
          throw notes.refusal ?? new AppError('link-expired');
        if (before !== undefined) await store.deleteSession(hashSessionToken(before));
        return { setCookies, personId: notes.personId, isNew: notes.isNew, nextPath: notes.nextPath };
      }),

    begin: (personId, confirmedBy, browser) =>
      options.inStore(async (store) => {
        const token = randomToken();
        await store.createSession({
          tokenHash: hashSessionToken(token),
          personId,
          expiresAt: new Date(Date.now() + sessionSeconds.idle * 1000),
          ...factsOf(browser, confirmedBy),
        });
        const before = tokenOf(browser.cookieHeader);
        if (before !== undefined) await store.deleteSession(hashSessionToken(before));
        return { setCookies: [sessionCookie(token)] };
      }),

    async renew(browser) {
      const before = tokenOf(browser.cookieHeader);
      if (before === undefined) return { setCookies: [] };
      const token = randomToken();
      const isThere = await options.store.replaceSessionToken(
        hashSessionToken(before),
        hashSessionToken(token),
      );
      return { setCookies: isThere ? [sessionCookie(token)] : [] };
    },

    async signOut(browser) {
      const token = tokenOf(browser.cookieHeader);
      if (token !== undefined) await options.store.deleteSession(hashSessionToken(token));
      return { setCookies: [endedCookie] };
    },
  };
}

function authConfig(options: IdentityOptions): AuthConfig {
  return {
    basePath: '/auth',
    trustHost: true,
    secret: options.secret,
    useSecureCookies: true,
    providers: [emailLink],
    session: { strategy: 'database', maxAge: sessionSeconds.longest, generateSessionToken: randomToken },
    cookies: {
      sessionToken: { name: cookieNames.session, options: cookieOptions },
      csrfToken: { name: cookieNames.csrf, options: cookieOptions },
      callbackUrl: { name: cookieNames.callbackUrl, options: cookieOptions },
    },
    logger: {
      error: (error) => options.log.warn({ name: error.name }, 'sign-in was not completed'),
      warn: (code) => options.log.warn({ code }, 'sign-in'),
      debug: () => undefined,
    },
  };
}

/** The mail is written by the domain, in one transaction with the link; Auth.js only follows the link. */
const emailLink: EmailConfig = {
  id: 'email',
  type: 'email',
  name: 'Email',
  maxAge: 15 * 60,
  sendVerificationRequest: () => {
    throw new AppError('method-not-allowed');
  },
};

function nextExpiry(createdAt: Date): Date {
  const longest = createdAt.getTime() + sessionSeconds.longest * 1000;
  return new Date(Math.min(longest, Date.now() + sessionSeconds.idle * 1000));
}

/** Auth.js answers every failure with the same redirect; our own refusals are kept, to be thrown as they were. */
function noteRefusals(store: IdentityStore, notes: AdapterNotes): IdentityStore {
  return {
    ...store,
    createPerson: async (email) => {
      try {
        return await store.createPerson(email);
      } catch (error) {
        if (isAppError(error)) notes.refusal = error;
        throw error;
      }
    },
  };
}

function tokenOf(cookieHeader: string | undefined): string | undefined {
  const token = readCookieValue(cookieHeader, cookieNames.session);
  return token === '' ? undefined : token;
}

/** As Auth.js writes it. */
const sessionCookie = (token: string) =>
  `${cookieNames.session}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${sessionSeconds.longest}`;

const sessionCookies = (response: Response) =>
  response.headers.getSetCookie().filter((cookie) => cookie.startsWith(`${cookieNames.session}=`));

const endedCookie = `${cookieNames.session}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;
