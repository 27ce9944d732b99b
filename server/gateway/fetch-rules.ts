import type { IncomingMessage } from 'node:http';

type Asked = Pick<IncomingMessage, 'method' | 'headers'>;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a person opens an address in a tab of its own, and not a page that loads something. @see Fetch Metadata, §2 */
export function isNavigation({ method, headers }: Asked): boolean {
  if (method !== 'GET') return false;
  const mode = headers['sec-fetch-mode'];
  if (mode === undefined) return /\btext\/html\b/.test(headers.accept ?? '');
  return mode === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/**
 * Why a request does not come from the app's own pages, or undefined. Asked before anything is looked up or dialled: what changes
 * something or becomes a socket must name this very origin; what another page loads is refused whatever it is. Links into the app stay
 * possible. Never throws.
 */
export function foreignReason(
  request: Asked,
  origin: string,
  { isUpgrade }: { isUpgrade: boolean },
): string | undefined {
  const { headers } = request;
  const mustNameOrigin = isUpgrade || !safeMethods.has(request.method ?? '');
  if (mustNameOrigin && headers.origin !== origin) return 'origin';
  if (headers.origin !== undefined && headers.origin !== origin) return 'origin';
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn && !isNavigation(request)) return 'site';
  return undefined;
}
