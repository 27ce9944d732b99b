const dayMs = 86_400_000;

/** Requests name days; a day is one of the portal's country. Korea keeps one offset all the year. */
const zone = 'Asia/Seoul';
const offset = '+09:00';

/** Today, as `YYYY-MM-DD`. Never throws. */
export const today = (nowAt = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(nowAt);

/** Tells whether a text is a day that exists. Never throws. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** How many days a period has, both ends counted; below 1 when it ends before it starts. Both must be days. */
export const daysOf = (startsOn: string, endsOn: string): number =>
  Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / dayMs) + 1;

/**
 * The instants between which granted hours can be used: from the first moment of the first day until the first after the last.
 * A decision that comes after the first day moves the whole period to begin at once, so that waiting costs the person no day.
 * Both must be days.
 */
export function periodOf(
  startsOn: string,
  endsOn: string,
  decidedAt = new Date(),
): { startsAt: Date; endsAt: Date } {
  const first = new Date(`${startsOn}T00:00:00${offset}`);
  const startsAt = first < decidedAt ? decidedAt : first;
  const lengthMs = daysOf(startsOn, endsOn) * dayMs;
  const from = first < decidedAt ? new Date(`${today(decidedAt)}T00:00:00${offset}`) : first;
  return { startsAt, endsAt: new Date(from.getTime() + lengthMs) };
}
