/**
 * The one part of a file that is asked for: from a byte (inclusive) to another (exclusive). undefined: the whole, also for several parts at
 * once and for another version than the one that is there; `none`: it has no such part. Pure. @see RFC 9110 §14.1.2, §13.1.5
 */
export function wantedRange(
  headers: { range?: string | undefined; 'if-range'?: string | string[] | undefined },
  { sizeBytes, lastModified }: { sizeBytes: number; lastModified: string },
): { from: number; to: number } | 'none' | undefined {
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && ifRange !== lastModified) return undefined;
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    const from = Math.max(0, sizeBytes - Number(last));
    return from < sizeBytes ? { from, to: sizeBytes } : 'none';
  }
  const from = Number(first);
  const to = last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from < sizeBytes ? { from, to } : 'none';
}
