import { createHash, timingSafeEqual } from 'node:crypto';

/** Tells whether a server's raw key is one of the pinned ones (`ssh-ed25519 AAAA…`). An empty list believes nobody. Never throws. */
export function isPinnedKey(offered: Buffer, pinned: readonly string[]): boolean {
  let isPinned = false;
  for (const line of pinned) {
    const key = Buffer.from(line.trim().split(/\s+/)[1] ?? '', 'base64');
    if (key.length > 0 && key.length === offered.length && timingSafeEqual(key, offered)) isPinned = true;
  }
  return isPinned;
}

/** A raw key as a line of known_hosts without the host, and its fingerprint as `ssh-keygen -l` prints it. Never throws. */
export function describeHostKey(raw: Buffer): { key: string; fingerprint: string } {
  const typeLength = raw.length >= 4 ? raw.readUInt32BE(0) : 0;
  const type = raw.subarray(4, 4 + typeLength).toString('latin1');
  return {
    key: `${type} ${raw.toString('base64')}`,
    fingerprint: `SHA256:${createHash('sha256').update(raw).digest('base64').replace(/=+$/, '')}`,
  };
}
