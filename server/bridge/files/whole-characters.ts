/**
 * Cuts bytes of UTF-8 so that no character is split: what belongs to a character before them is skipped, what begins one that is not
 * whole yet is left for the next part. Bytes that are no UTF-8 stay. Never throws. @see RFC 3629 §3
 */
export function wholeCharacters(
  bytes: Buffer,
  isCutBefore: boolean,
  mayGoOn: boolean,
): { bytes: Buffer; skipped: number; left: number } {
  let skipped = 0;
  while (isCutBefore && skipped < 3 && skipped < bytes.length && isContinuation(bytes[skipped] ?? 0))
    skipped++;
  const left = mayGoOn ? unfinished(bytes) : 0;
  return { bytes: bytes.subarray(skipped, bytes.length - left), skipped, left };
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** How many bytes at the end begin a character whose rest has not come. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    const needs = byte >= 0xf8 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}
