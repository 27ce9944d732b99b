/**
 * `__Host-`: set by this origin only, over TLS only, for every path, never for a subdomain. Chromium and Firefox take such cookies from
 * `http://localhost` too, because loopback counts as trustworthy.
 * @see RFC 6265bis §4.1.3.2; W3C Secure Contexts §3.1
 */
export const cookieNames = {
  session: '__Host-modu-session',
  csrf: '__Host-modu-csrf',
  callbackUrl: '__Host-modu-callback',
} as const;

export const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** One value of a Cookie header, undefined when it is not there. Never throws. */
export function readCookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return undefined;
}
