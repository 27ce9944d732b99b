import { isOurs } from './entry-cookies';

/** Header names and values as they came, in turn, as Node has them in `rawHeaders` and takes them in `writeHead`. */
export type RawHeaders = string[];

/** Meant for one connection only. @see RFC 9110 §7.6.1 */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What a browser may not tell an app: who it pretends to come from, credentials that are the gateway's to give, and its cookies as they are. */
const notFromBrowsers = [
  ...hopByHop,
  'authorization',
  'cookie',
  'forwarded',
  'expect',
  'x-real-ip',
  'service-worker-navigation-preload',
];

/** What an app may not tell a browser: rules for other origins, for other hosts, or for longer than it runs. */
const notFromApps = [
  ...hopByHop,
  'alt-svc',
  'clear-site-data',
  'service-worker-allowed',
  'set-cookie2',
  'strict-transport-security',
  'x-frame-options',
];

const dropRequest = new Set(notFromBrowsers);
const dropAnswer = new Set(notFromApps);

/** Names that the Connection header makes hop-by-hop too. */
function namedByConnection(headers: RawHeaders): Set<string> {
  const named = new Set<string>();
  for (let at = 0; at < headers.length; at += 2)
    if (headers[at]?.toLowerCase() === 'connection')
      for (const name of (headers[at + 1] ?? '').split(',')) named.add(name.trim().toLowerCase());
  return named;
}

/** A request's headers as the app gets them, without ours. secret: put in by the gateway; cookies: what is left for the app. Pure. */
export function requestHeaders(
  raw: RawHeaders,
  given: {
    secret: { name: string; value: string } | undefined;
    cookies: string;
    scheme: string;
    host: string;
  },
): RawHeaders {
  const named = namedByConnection(raw);
  const secretName = given.secret?.name.toLowerCase();
  const kept: RawHeaders = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    if (dropRequest.has(name) || named.has(name) || name.startsWith('x-forwarded-') || name === secretName)
      continue;
    kept.push(raw[at] as string, raw[at + 1] as string);
  }
  if (given.cookies !== '') kept.push('Cookie', given.cookies);
  if (given.secret) kept.push(given.secret.name, given.secret.value);
  kept.push('X-Forwarded-Proto', given.scheme, 'X-Forwarded-Host', given.host);
  return kept;
}

export interface AnswerRules {
  /** The app's own origin. */
  origin: string;
  /** A file of the person's: its scripts run in an origin of no one's. */
  isSandboxed: boolean;
}

/**
 * An app's headers as the browser gets them: cookies for this very origin only, redirects to this very origin only, kept in no shared
 * cache, shown in no other origin's frame. undefined: it sends the browser to another origin, which no app may. Pure.
 */
export function answerHeaders(raw: RawHeaders, { origin, isSandboxed }: AnswerRules): RawHeaders | undefined {
  const named = namedByConnection(raw);
  const kept: RawHeaders = [];
  let hasCacheRule = false;
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    const value = raw[at + 1] as string;
    if (dropAnswer.has(name) || named.has(name) || name.startsWith('access-control-')) continue;
    if (name === 'set-cookie' && !isOwnCookie(value)) continue;
    if (name === 'location') {
      const path = ownPath(value, origin);
      if (path === undefined) return undefined;
      kept.push('Location', path);
    } else if (name === 'cache-control') {
      hasCacheRule = true;
      kept.push('Cache-Control', privateRule(value));
    } else kept.push(raw[at] as string, value);
  }
  if (!hasCacheRule) kept.push('Cache-Control', 'private, no-store');
  const frames = "frame-ancestors 'self'";
  kept.push(
    'Content-Security-Policy',
    isSandboxed ? `${frames}; sandbox allow-scripts` : frames,
    'Cross-Origin-Opener-Policy',
    'same-origin',
    'Cross-Origin-Resource-Policy',
    'same-origin',
    'Referrer-Policy',
    'same-origin',
    'X-Content-Type-Options',
    'nosniff',
  );
  return kept;
}

const isOwnCookie = (value: string): boolean =>
  !/;\s*domain\s*=/i.test(value) && !isOurs(value.slice(0, Math.max(value.indexOf('='), 0)));

/** Shared caches stand between people. */
const privateRule = (value: string): string =>
  /\bno-store\b/i.test(value)
    ? value
    : `private, ${value.replaceAll(/\b(public|private|s-maxage=\d+)\b\s*,?\s*/gi, '')}`.replace(/,\s*$/, '');

/**
 * Where a redirect leads as a path of this origin; undefined: elsewhere. Apps name themselves by the host that they were asked for, and
 * know nothing of TLS in front of them.
 */
function ownPath(location: string, origin: string): string | undefined {
  if (!URL.canParse(location, `${origin}/`)) return undefined;
  const url = new URL(location, `${origin}/`);
  if (url.host !== new URL(origin).host || !/^https?:$/.test(url.protocol)) return undefined;
  const isRelative = !/^([a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(location);
  return isRelative ? location : url.pathname + url.search + url.hash;
}
