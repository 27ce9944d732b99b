/*
 * When people are told that granted hours end or run out. Days are the portal's country's: Asia/Seoul keeps one offset all the year.
 */

export const reminderAbouts = ['end', 'used'] as const;
export type ReminderAbout = (typeof reminderAbouts)[number];

export interface HourReminder {
  about: ReminderAbout;
  /** Days before the last day, or per cent used. */
  at: number;
  /** Also on the pages; earlier than that it would only stand in the way there. */
  isShown: boolean;
  tone: 'info' | 'warn' | 'danger';
}

/** The mildest of each kind first. */
export const hourReminders: readonly HourReminder[] = [
  { about: 'end', at: 30, isShown: false, tone: 'info' },
  { about: 'end', at: 14, isShown: true, tone: 'info' },
  { about: 'end', at: 7, isShown: true, tone: 'warn' },
  { about: 'end', at: 1, isShown: true, tone: 'danger' },
  { about: 'used', at: 50, isShown: false, tone: 'info' },
  { about: 'used', at: 80, isShown: true, tone: 'info' },
  { about: 'used', at: 90, isShown: true, tone: 'warn' },
  { about: 'used', at: 100, isShown: true, tone: 'danger' },
];

/** Of an allocation, or of a class as a whole; amounts in milli-GPU-seconds. */
export interface HourFacts {
  startsAt: Date;
  /** The first instant after the period. */
  endsAt: Date;
  granted: number;
  held: number;
  used: number;
}

const dayMs = 86_400_000;
const seoulAheadMs = 9 * 3_600_000;

/** Days since 1970-01-01 in Seoul. */
const seoulDay = (at: Date): number => Math.floor((at.getTime() + seoulAheadMs) / dayMs);

/** The last day of a period, in Seoul, counted from today: 0 today, 1 tomorrow. Never throws. */
export const daysToLast = (endsAt: Date, nowAt: Date): number =>
  seoulDay(new Date(endsAt.getTime() - 1)) - seoulDay(nowAt);

/** The last hours can hardly be used: a launch must fit into what is left. So nearly all is all. */
const asGoodAsAllPercent = 99.5;

const usedPercent = ({ granted, used }: HourFacts): number => {
  const percent = granted > 0 ? (used / granted) * 100 : 0;
  return percent >= asGoodAsAllPercent ? 100 : percent;
};

/**
 * Whether a reminder's moment has come. One before the end is not for a period that is shorter than twice its days: it would come as soon
 * as the hours have. Where nothing is left, nothing ends.
 */
const hasCome: Record<ReminderAbout, (facts: HourFacts, at: number, nowAt: Date) => boolean> = {
  end: (facts, at, nowAt) =>
    facts.granted > facts.held + facts.used &&
    usedPercent(facts) < 100 &&
    daysToLast(facts.endsAt, nowAt) <= at &&
    facts.endsAt.getTime() - facts.startsAt.getTime() >= 2 * at * dayMs,
  used: (facts, at) => usedPercent(facts) >= at,
};

/**
 * The reminder of a kind that is due; undefined: none. Outside the period, and before hours were granted, none is. Earlier ones that
 * nobody was given are passed over for it. Never throws.
 */
export function dueReminder(facts: HourFacts, about: ReminderAbout, nowAt: Date): HourReminder | undefined {
  if (nowAt < facts.startsAt || nowAt >= facts.endsAt || facts.granted <= 0) return undefined;
  return hourReminders.findLast(
    (reminder) => reminder.about === about && hasCome[about](facts, reminder.at, nowAt),
  );
}

/** A reminder and the milder ones of its kind, which it takes the place of. Never throws. */
export function withMilder(due: HourReminder): HourReminder[] {
  const kind = hourReminders.filter(({ about }) => about === due.about);
  return kind.slice(0, kind.indexOf(due) + 1);
}
