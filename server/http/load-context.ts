import type { Actor } from '../actor';
import type { Locale } from '../contract/roles';
import type { Services } from '../services';
import type { CardDoor } from './card-door';
import type { GuardianDoor } from './guardian-door';
import type { OidcDoor } from './oidc-door';
import type { SessionDoor } from './session-door';

/** What a route gets from the server (`getLoadContext`): the services, who asks, and what the page needs to be safe. */
export interface LoadContext {
  services: Services;
  actor: Actor | null;
  /** Somebody is signed in and has not used their second factor yet: nobody is the actor. */
  isWaiting: boolean;
  /** Somebody is signed in whose guardian has stopped them: nobody is the actor. */
  isStopped: boolean;
  /** The only ways to begin and end a session; for the sign-in routes. */
  sessionDoor: SessionDoor;
  /** The ways by other providers. */
  oidcDoor: OidcDoor;
  /** The ways by login cards. */
  cardDoor: CardDoor;
  /** What a child's and a guardian's browser hold. */
  guardianDoor: GuardianDoor;
  /** The browser's IP address, for counting tries. */
  address: string;
  /** From the person's setting, the `modu-locale` cookie, or the browser's languages. */
  locale: Locale;
  /** IANA name from the `modu-zone` cookie, [Asia/Seoul]. */
  timeZone: string;
  cspNonce: string;
  requestId: string;
  /** Whether the demo centres and demo people are there. */
  isDemo: boolean;
  isDevelopment: boolean;
  /** Aborts when the browser has gone away (`request.signal` does not fire behind Express). */
  goneSignal: AbortSignal;
}

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- declaration merging needs an interface
  interface AppLoadContext extends LoadContext {}
}
