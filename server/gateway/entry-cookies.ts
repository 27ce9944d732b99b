/**
 * Cookies of an app's own origin. `__Host-`: set by this origin only, over TLS (or loopback) only, never for names below or beside it,
 * so that no neighbour can toss one in. @see RFC 6265bis §4.1.3.2
 */
export const appCookieNames = { entry: '__Host-modu-app', knock: '__Host-modu-knock' } as const;

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Sets one of our cookies; no seconds: takes it away. Pure. */
export function setAppCookie(name: keyof typeof appCookieNames, value: string, seconds: number): string {
  return `${appCookieNames[name]}=${value}; Max-Age=${seconds}; ${attributes}`;
}

/** Ours by name, and what is left of a Cookie header for the app: what its own pages have set. Never throws. */
export function splitCookies(header: string | undefined): {
  entry: string | undefined;
  knock: string | undefined;
  rest: string;
} {
  const found = new Map<string, string>();
  const rest: string[] = [];
  for (const pair of (header ?? '').split(';')) {
    const text = pair.trim();
    const cut = text.indexOf('=');
    const name = text.slice(0, Math.max(cut, 0));
    if (isOurs(name)) found.set(name, text.slice(cut + 1));
    else if (text !== '') rest.push(text);
  }
  return {
    entry: found.get(appCookieNames.entry),
    knock: found.get(appCookieNames.knock),
    rest: rest.join('; '),
  };
}

/** Names that an app may neither see nor set. */
export const isOurs = (name: string): boolean => name.trim().startsWith('__Host-modu-');

/** What a browser that knocks keeps: a secret, and where it wanted to go. Pure. */
export const knockValue = (secret: string, path: string): string =>
  `${secret}.${Buffer.from(path.length <= 1_000 ? path : '/').toString('base64url')}`;

/** The parts of it; the path is one of this origin, [/]. Never throws. */
export function readKnock(value: string | undefined): { secret: string; path: string } | undefined {
  const [, secret, coded] = /^([\w-]{43})\.([\w-]*)$/.exec(value ?? '') ?? [];
  if (secret === undefined || coded === undefined) return undefined;
  const path = Buffer.from(coded, 'base64url').toString();
  // Nothing that a browser takes for another host. @see WHATWG URL, relative slash state
  return { secret, path: /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/' };
}
