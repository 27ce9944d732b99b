import { createHash } from 'node:crypto';

/**
 * A UUID that follows from another id and a word: the same twice, so that work done again meets its own earlier rows. Never throws.
 * @see RFC 9562 §5.8 (version 8: custom).
 */
export function derivedId(id: string, word: string): string {
  const bytes = createHash('sha256').update(`${id}:${word}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
