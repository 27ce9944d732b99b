import type { AppAddress } from '#server/contract/apps';

/**
 * Reads what `server/apps/head.sh` wrote: `socket <path>` or `tcp <port>`. The file is the person's own and can say anything, so only
 * what head.sh can have written is believed: the socket of this very launch, in its folder or a folder made for it, or a port that needs
 * no privilege. undefined for all else. Pure; never throws. @see unix(7): 107 bytes; RFC 6335 §6: ports from 1024 on
 */
export function readAppAddress(text: string, launchId: string): AppAddress | undefined {
  const line = /^(socket|tcp) ([^\0-\x1f\x7f]+)\n$/.exec(text);
  const [, kind, place = ''] = line ?? [];
  if (kind === 'tcp') {
    const port = /^\d{4,5}$/.test(place) ? Number(place) : 0;
    return port >= 1024 && port <= 65_535 ? { kind, port } : undefined;
  }
  if (kind !== 'socket' || !place.startsWith('/') || Buffer.byteLength(place) > 107) return undefined;
  const parts = place.split('/').slice(1);
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const isIts =
    place.endsWith(`/.modu/${launchId}/app.sock`) || /\/modu\.[A-Za-z0-9]{6,}\/app\.sock$/.test(place);
  return isIts ? { kind, path: place } : undefined;
}
