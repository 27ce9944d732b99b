import { readCookieValue } from '../bridge/identity/cookies';
import type { Browser, Identity, Oidc, OidcClaims } from '../bridge/identity/port';
import { readSignedValue, signValue } from '../bridge/identity/signed-value';
import type { Actor } from '../actor';
import { AppError } from '../contract/app-error';
import type { OidcWork } from '../domain/people/oidc/make-oidc-work';
import type { SignUpDraft } from '../services';

/** The ways in and out of other providers that a page has, for the browser that asks. */
export interface OidcDoor {
  providers: Oidc['providers'];
  /** Where to send the browser. link: to add the provider to the actor's ways in. @throws AppError[not-found | oidc-failed | confirm-again | sign-in-again] */
  start(
    providerId: string,
    asked: { next: string } | { link: Actor },
  ): Promise<{ location: string; setCookies: string[] }>;
  /**
   * What became of who came back: in, linked, or somebody new who has yet to say how old they are; until then nothing of them is kept but in
   * their own browser. Whatever happens, `setCookies` forget how they went. @throws AppError for every refusal; see `forget`.
   */
  finish(
    providerId: string,
    search: string,
    actor: Actor | null,
  ): Promise<{ kind: 'in' | 'linked' | 'new'; next: string; setCookies: string[] }>;
  /** For an answer to a refusal. link: whether it was to be linked. */
  forget(): { wasLink: boolean; setCookies: string[] };
  /** Who is on the way to join by a provider; undefined for nobody. */
  newcomer(): { email: string; name: string } | undefined;
  /** Makes them. @throws AppError[not-found | guardian-needed | invalid-input | oidc-known-mail] */
  join(
    draft: Omit<SignUpDraft, 'email'>,
    guardianHandle?: string,
  ): Promise<{ setCookies: string[]; next: string }>;
}

export interface OidcDoorDependencies {
  oidc: Oidc;
  oidcWork: OidcWork;
  secret: string;
  identity: Identity;
  welcome(personId: string): Promise<void>;
}

/** What the browser keeps while it is away. */
interface Trip {
  provider: string;
  next: string;
  /** The session that links; another one does not go on with it. */
  linkTo?: string;
}

const tripCookie = '__Host-modu-oidc';
const newcomerCookie = '__Host-modu-newcomer';
const seconds = 15 * 60;

const cookieLine = (name: string, value: string, maxAge: number) =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;

/** A door for one browser. Opens nothing. */
export function makeOidcDoor(deps: OidcDoorDependencies, browser: Browser): OidcDoor {
  const { oidc, oidcWork, secret, identity } = deps;
  const trip = () =>
    readSignedValue(secret, 'oidc', readCookieValue(browser.cookieHeader, tripCookie)) as Trip | undefined;
  const newcomer = () =>
    readSignedValue(secret, 'newcomer', readCookieValue(browser.cookieHeader, newcomerCookie)) as
      { claims: OidcClaims; email: string; next: string } | undefined;
  const forgetTrip = [...oidc.forgetCookies, cookieLine(tripCookie, '', 0)];
  return {
    providers: oidc.providers,
    start: async (providerId, asked) => {
      if ('link' in asked) await oidcWork.mayLink(asked.link);
      const { location, setCookies } = await oidc.start(providerId);
      const away: Trip =
        'link' in asked
          ? { provider: providerId, next: '/settings', linkTo: sessionOf(asked.link) }
          : { provider: providerId, next: asked.next };
      const kept = signValue(secret, 'oidc', away, seconds);
      return { location, setCookies: [...setCookies, cookieLine(tripCookie, kept, seconds)] };
    },
    finish: async (providerId, search, actor) => {
      const went = trip();
      // Who comes back from another provider than they went to was sent by somebody else. @see RFC 9700, §4.4
      if (went?.provider !== providerId) throw new AppError('oidc-failed');
      const linker = went.linkTo === undefined ? undefined : sessionOf(actor) === went.linkTo ? actor : null;
      if (linker === null) throw new AppError('sign-in-again');
      const claims = await oidc.finish(providerId, search, browser.cookieHeader);
      if (linker) {
        await oidcWork.link(linker, claims);
        return { kind: 'linked', next: went.next, setCookies: forgetTrip };
      }
      const who = await oidcWork.recognise(claims);
      if (who.kind === 'person') {
        const { setCookies } = await identity.begin(who.personId, undefined, browser);
        return { kind: 'in', next: went.next, setCookies: [...setCookies, ...forgetTrip] };
      }
      const kept = signValue(secret, 'newcomer', { claims, email: who.email, next: went.next }, seconds);
      const setCookies = [...forgetTrip, cookieLine(newcomerCookie, kept, seconds)];
      return { kind: 'new', next: went.next, setCookies };
    },
    forget: () => ({
      wasLink: trip()?.linkTo !== undefined,
      setCookies: [...forgetTrip, cookieLine(newcomerCookie, '', 0)],
    }),
    newcomer: () => {
      const one = newcomer();
      return one && { email: one.email, name: one.claims.name };
    },
    join: async (draft, guardianHandle) => {
      const one = newcomer();
      if (!one) throw new AppError('not-found');
      const personId = await oidcWork.join(one.claims, draft, guardianHandle);
      await deps.welcome(personId);
      const { setCookies } = await identity.begin(personId, undefined, browser);
      return { setCookies: [...setCookies, cookieLine(newcomerCookie, '', 0)], next: one.next };
    },
  };
}

const sessionOf = (actor: Actor | null): string =>
  actor?.via.kind === 'session' ? actor.via.sessionId : 'none';
