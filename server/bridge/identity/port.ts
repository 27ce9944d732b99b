import type { Locale, Role } from '../../contract/roles';
import type { ConfirmedBy } from '../../contract/second-factor';

/** A person as sign-in sees them. */
export interface KnownPerson {
  id: string;
  /** undefined: none; they came by a login card. */
  email: string | undefined;
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
    networkHash: string;
    confirmedBy: ConfirmedBy | undefined;
  }): Promise<{ id: string }>;
  /** Gives a session another token; false when there is none with the one before. */
  replaceSessionToken(before: string, tokenHash: string): Promise<boolean>;
  /** undefined: revoked, expired, or the person is disabled. */
  findSession(tokenHash: string): Promise<LiveSession | undefined>;
  touchSession(sessionId: string, expiresAt: Date): Promise<void>;
  deleteSession(tokenHash: string): Promise<void>;
}

export interface LiveSession {
  id: string;
  /** Their roles are those that act in this session. */
  person: KnownPerson;
  /** Roles of the person that wait until a second factor is set up and used. */
  heldBackRoles: readonly Role[];
  /** The person has a second factor and has not used it in this session: nothing opens but the page that asks for it. */
  isWaiting: boolean;
  /** Their guardian has stopped them: nothing opens but the page that says so. */
  isStopped: boolean;
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
  /** Its IP address [not known]. Only a keyed hash of its network is kept. */
  address?: string;
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
  /**
   * Who the browser's cookie says it is; undefined for no, an unknown or an ended session, and for one that waits for its second factor
   * or whose person is stopped.
   * Notes at most every 5 min that it was used.
   */
  readSession(cookieHeader: string | undefined): Promise<LiveSession | undefined>;
  /** The same, and also a session that waits or is stopped; for the pages that say so alone. */
  readAnySession(cookieHeader: string | undefined): Promise<LiveSession | undefined>;
  /** Looks at a link for the page with the button. */
  peekLink(token: string): Promise<{ email: string; isSignUp: boolean } | undefined>;
  /**
   * Uses the link up, makes the person when it was a sign-up, and starts a new session; the browser's earlier one ends.
   * confirmedBy: what confirms it at once [nothing]. @throws AppError[link-expired]
   */
  followLink(token: string, browser: Browser, confirmedBy?: ConfirmedBy): Promise<SignedIn>;
  /** Starts a session of a person who was recognised otherwise, confirmed or not; the browser's earlier one ends. */
  begin(
    personId: string,
    confirmedBy: ConfirmedBy | undefined,
    browser: Browser,
  ): Promise<{ setCookies: string[] }>;
  /** Gives the browser's session another token, as after every gain of rights; the one before opens nothing. Empty without a session. */
  renew(browser: Browser): Promise<{ setCookies: string[] }>;
  /** Ends the browser's session. Harmless without one. */
  signOut(browser: Browser): Promise<{ setCookies: string[] }>;
}

/** What is kept of a passkey. */
export interface PasskeyFacts {
  /** base64url */
  credentialId: string;
  /** COSE */
  publicKey: Uint8Array;
  useCount: bigint;
  transports: readonly string[];
}

/** What a browser is given for `navigator.credentials`, as JSON. @see WebAuthn Level 3, §5.1.8 and §5.1.9 */
export interface PasskeyOptions {
  challenge: string;
}

/** True when this very challenge was given out for this purpose and browser, and was not answered before; uses it up. */
export type TakeChallenge = (challenge: string) => Promise<boolean>;

/**
 * Passkeys: what a browser is asked, and whether its answer holds. Keeps nothing.
 * @example const options = await passkeys.askOptions(undefined); // kept: options.challenge
 */
export interface Passkeys {
  /** For making one that is not among `known`. */
  addOptions(
    person: { id: string; email: string | undefined; displayName: string },
    known: readonly Pick<PasskeyFacts, 'credentialId' | 'transports'>[],
  ): Promise<PasskeyOptions>;
  /** For using one of `known`, or any that the browser has for this portal (undefined). */
  askOptions(
    known: readonly Pick<PasskeyFacts, 'credentialId' | 'transports'>[] | undefined,
  ): Promise<PasskeyOptions>;
  /** @throws AppError[passkey-refused] for another origin, an unknown challenge, a person who was not verified, or nonsense. */
  checkAdded(response: unknown, takeChallenge: TakeChallenge): Promise<PasskeyFacts>;
  /** Which passkey an answer says that it is; undefined when it says none. Believes nothing. */
  credentialIdOf(response: unknown): string | undefined;
  /** The counter after the use. @throws AppError[passkey-refused] */
  checkUsed(
    response: unknown,
    known: PasskeyFacts,
    takeChallenge: TakeChallenge,
  ): Promise<{ useCount: bigint }>;
}

/** One-time codes of authenticator apps. */
export interface OneTimeCodes {
  /** A new key, base32. */
  makeKey(): string;
  /** `otpauth://…`, for a QR code. */
  addressOf(key: string, label: string): string;
  /** The step that a code belongs to, of the one now [this moment] and its neighbours; undefined when it is none of theirs. */
  stepOf(key: string, code: string, now?: Date): number | undefined;
}

/** What a provider says of who signed in there. */
export interface OidcClaims {
  issuer: string;
  /** Whom the provider means; never given to another there. */
  subject: string;
  /** As it says it; not normalised. */
  email: string | undefined;
  isEmailVerified: boolean;
  name: string;
}

/** Sign-in at other providers. Keeps nothing; what belongs together is held by the browser's cookies. */
export interface Oidc {
  providers: readonly { id: string; titleKo: string; titleEn: string; issuer: string }[];
  /** Where to send the browser, with what to keep until it comes back. @throws AppError[not-found | oidc-failed] when the provider is away. */
  start(providerId: string): Promise<{ location: string; setCookies: string[] }>;
  /** Who came back. search: what stands after `?`. @throws AppError[not-found | oidc-failed] for any check that fails. */
  finish(providerId: string, search: string, cookieHeader: string | undefined): Promise<OidcClaims>;
  /** Values for `Set-Cookie` that forget what was kept. */
  forgetCookies: readonly string[];
}
