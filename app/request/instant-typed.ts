const wall = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/;

/**
 * A time as a `datetime-local` field sends it, read in a zone; undefined for what is none. Of an hour that comes twice a year, the first.
 * Never throws for a zone that this runtime knows.
 */
export function instantTyped(text: string, zone: string): Date | undefined {
  const match = wall.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hours, minutes] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const asUtc = Date.UTC(year, month - 1, day, hours, minutes);
  if (new Date(asUtc).getUTCDate() !== day || hours > 23 || minutes > 59) return undefined;
  const first = asUtc - offsetMs(asUtc, zone);
  return new Date(asUtc - offsetMs(first, zone));
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMs(atMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  return Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`) - Math.floor(atMs / 1000) * 1000;
}
