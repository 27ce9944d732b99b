import type { Locale, Role } from '../../contract/roles';

/** A person as sign-in sees them. */
export interface KnownPerson {
  id: string;
  email: string;
  displayName: string;
  roles: readonly Role[];
  locale: Locale;
  emailVerifiedAt: Date | null;
  isDisabled: boolean;
}

/**
 * Where sign-in keeps what it knows. Given to the bridge, which knows no database. Tokens arrive hashed; they are kept nowhere else.
 */
export interface IdentityStore {
  /** Uses a link up; only one of two takers gets it. undefined: unknown, used or expired. */
  takeLink(
    tokenHash: string,
  ): Promise<{ email: string; expiresAt: Date; nextPath: string | undefined } | undefined>;
  /** Looks at a link without using it up. */
  findLink(tokenHash: string): Promise<{ email: string; isSignUp: boolean } | undefined>;
  findPerson(personId: string): Promise<KnownPerson | undefined>;
  findPersonByEmail(email: string): Promise<KnownPerson | undefined>;
  /** Makes the person of the sign-up draft in the link that was just taken. @throws AppError[link-expired] without a draft. */
  createPerson(email: string): Promise<KnownPerson>;
  markEmailVerified(personId: string): Promise<void>;
  createSession(session: {
    tokenHash: string;
    personId: string;
    userAgent: string;
    expiresAt: Date;
  }): Promise<{ id: string }>;
  /** undefined: revoked, expired, or the person is disabled. */
  findSession(tokenHash: string): Promise<LiveSession | undefined>;
  touchSession(sessionId: string, expiresAt: Date): Promise<void>;
  deleteSession(tokenHash: string): Promise<void>;
}

export interface LiveSession {
  id: string;
  person: KnownPerson;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

/** Runs work on a store inside one transaction. */
export type InStore = <Result>(work: (store: IdentityStore) => Promise<Result>) => Promise<Result>;

/** Makes and recognises the tokens of sign-in links. */
export interface SignInLinks {
  /** A new token of 256 random bits, and the hash that is kept of it. */
  make(): { token: string; tokenHash: string };
  hash(token: string): string;
}

/** What the browser sent with its request. */
export interface Browser {
  cookieHeader: string | undefined;
  userAgent: string;
}

export interface SignedIn {
  /** Values for `Set-Cookie`, one each. */
  setCookies: string[];
  personId: string;
  /** Whether following the link made the person. */
  isNew: boolean;
  /** Where the person wanted to go; a path of this origin. */
  nextPath: string | undefined;
}

/**
 * Sign-in and sessions, by Auth.js with sessions in the database.
 * @example const signedIn = await identity.followLink(token, browser); response.setHeader('Set-Cookie', signedIn.setCookies)
 */
export interface Identity {
  links: SignInLinks;
  /** Who the browser's cookie says it is; undefined for no, an unknown or an ended session. Notes at most every 5 min that it was used. */
  readSession(cookieHeader: string | undefined): Promise<LiveSession | undefined>;
  /** Looks at a link for the page with the button. */
  peekLink(token: string): Promise<{ email: string; isSignUp: boolean } | undefined>;
  /** Uses the link up, makes the person when it was a sign-up, and starts a new session; the browser's earlier one ends. @throws AppError[link-expired] */
  followLink(token: string, browser: Browser): Promise<SignedIn>;
  /** Ends the browser's session. Harmless without one. */
  signOut(browser: Browser): Promise<{ setCookies: string[] }>;
}
