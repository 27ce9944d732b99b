import { Auth, customFetch, skipCSRFCheck, type AuthConfig } from '@auth/core';
import type { Adapter } from '@auth/core/adapters';
import type { OIDCConfig } from '@auth/core/providers';
import { AppError } from '../../contract/app-error';
import type { OidcProvider } from '../../contract/oidc';
import { cookieOptions } from './cookies';
import type { Oidc, OidcClaims } from './port';

export interface OidcOptions {
  secret: string;
  /** Origin that people open. */
  url: string;
  providers: readonly OidcProvider[];
  log: { warn(detail: object, words: string): void };
}

/** A provider that has not answered by then is away. */
const patienceMs = 10_000;
/** As long as somebody looks for their password there. */
const awaySeconds = 15 * 60;

/** The claims as they come, of which nothing is believed but the subject. */
interface RawClaims {
  sub: string;
  email?: unknown;
  email_verified?: unknown;
  name?: unknown;
}

/**
 * Sign-in at other providers by Auth.js: it finds the provider out, and checks PKCE, state, nonce, issuer, audience and the answer's own issuer.
 * It is stopped before it would make a person or a session: who comes in is decided by the domain, in our own transaction.
 * @see OpenID Connect Core 1.0, §3.1; RFC 7636; RFC 9207
 */
export function makeOidc(options: OidcOptions): Oidc {
  const ask = async (path: string, init: RequestInit, provider: OidcProvider) => {
    const caught: { claims?: OidcClaims } = {};
    const response = await Auth(new Request(`${options.url}/auth/${path}`, init), {
      ...configOf(options, provider),
      callbacks: {
        signIn: ({ account, profile }) => {
          if (account && profile) caught.claims = toClaims(provider, profile as unknown as RawClaims);
          return false;
        },
      },
    });
    return { response, ...caught };
  };
  const find = (providerId: string): OidcProvider => {
    const provider = options.providers.find(({ id }) => id === providerId);
    if (!provider) throw new AppError('not-found');
    return provider;
  };
  return {
    providers: options.providers.map(({ id, titleKo, titleEn, issuer }) => ({
      id,
      titleKo,
      titleEn,
      issuer,
    })),
    start: async (providerId) => {
      const provider = find(providerId);
      const body = new URLSearchParams({ callbackUrl: options.url });
      const { response } = await ask(`signin/${provider.id}`, { method: 'POST', body }, provider);
      // Where it failed, Auth.js would lead to a page of its own.
      const location = response.headers.get('location') ?? '';
      if (!URL.canParse(location) || new URL(location).origin === options.url)
        throw new AppError('oidc-failed');
      return { location, setCookies: ownCookies(response) };
    },
    finish: async (providerId, search, cookieHeader) => {
      const provider = find(providerId);
      const headers = { cookie: cookieHeader ?? '' };
      const { claims } = await ask(`callback/${provider.id}?${search}`, { headers }, provider);
      if (!claims) throw new AppError('oidc-failed');
      return claims;
    },
    forgetCookies: Object.values(cookies).map(
      ({ name }) => `${name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
    ),
  };
}

function toClaims(provider: OidcProvider, { sub, email, email_verified, name }: RawClaims): OidcClaims {
  return {
    issuer: provider.issuer,
    subject: sub,
    email: typeof email === 'string' ? email : undefined,
    // The word `true` alone: some say "false" as a text.
    isEmailVerified: email_verified === true,
    name: typeof name === 'string' ? name : '',
  };
}

const away = { ...cookieOptions, maxAge: awaySeconds };
const cookies = {
  pkceCodeVerifier: { name: '__Host-modu-oidc-pkce', options: away },
  state: { name: '__Host-modu-oidc-state', options: away },
  nonce: { name: '__Host-modu-oidc-nonce', options: away },
};

/** Auth.js also sets cookies for things that we do not use. */
const ownCookies = (response: Response) =>
  response.headers.getSetCookie().filter((cookie) => cookie.startsWith('__Host-modu-oidc-'));

/**
 * Knows nobody and keeps nothing. Without one Auth.js refuses every configuration in a process in which it has once seen an e-mail provider.
 * @see @auth/core 0.41, lib/utils/assert.js (`hasEmail` is the module's)
 */
const nobody: Adapter = {
  getUserByAccount: () => null,
  getUserByEmail: () => null,
  createVerificationToken: () => null,
  useVerificationToken: () => null,
};

function configOf(options: OidcOptions, provider: OidcProvider): AuthConfig {
  return {
    basePath: '/auth',
    trustHost: true,
    secret: options.secret,
    useSecureCookies: true,
    // Every form of ours is checked by its Origin before it comes here.
    skipCSRFCheck,
    session: { strategy: 'jwt' },
    adapter: nobody,
    providers: [toAuthProvider(provider)],
    cookies,
    logger: {
      // That nobody is let in by Auth.js itself is how it is used here.
      error: (error) => {
        if (error.name !== 'AccessDenied')
          options.log.warn(
            { name: error.name, provider: provider.id, cause: wordsOf(error) },
            'sign-in at a provider failed',
          );
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** What it says of itself; never a token or a code, which stand in what it was given. */
function wordsOf(error: Error): string {
  const cause = (error.cause as { err?: Error } | undefined)?.err;
  return cause ? `${cause.name}: ${cause.message}` : '';
}

function toAuthProvider({ id, issuer, clientId, clientSecret }: OidcProvider): OIDCConfig<RawClaims> {
  return {
    id,
    name: id,
    type: 'oidc',
    issuer,
    clientId,
    clientSecret,
    // Many put the mail there only; its subject must be that of the ID token.
    idToken: false,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: ({ sub }) => ({ id: sub }),
    [customFetch]: (address: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(address, { ...init, signal: AbortSignal.timeout(patienceMs) }),
  };
}
