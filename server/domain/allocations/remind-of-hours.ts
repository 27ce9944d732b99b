import type { Db, Trx } from '#db/client';
import {
  insertHourNotices,
  listRemindableHours,
  noticeKey,
  type RemindableHours,
} from '#db/queries/allocations/hour-notices';
import { findPerson } from '#db/queries/people/people';
import {
  dueReminder,
  reminderAbouts,
  withMilder,
  type HourFacts,
  type HourReminder,
  type ReminderAbout,
} from '../../contract/hour-reminders';
import { milliGpuSecondsPerGpuHour, toViewNumber } from '../../contract/hours';
import type { Locale } from '../../contract/roles';
import { queueMail, type AddMailTask } from '../people/queue-mail';
import { today } from '../requests/request-period';

export interface ReminderDeps {
  db: Db;
  addMailTask?: AddMailTask;
  /** The portal's own address, without a slash at the end. */
  url: string;
}

/**
 * Mails whoever's hours end soon or run out (`hourReminders`), once each, however many workers look and however often they start anew; of
 * a class its teachers, not its students. What was missed is passed over for what is due. Answers how many mails were written.
 */
export async function remindOfHours(deps: ReminderDeps, nowAt = new Date()): Promise<number> {
  let mails = 0;
  for (const hours of await listRemindableHours(deps.db, nowAt))
    for (const about of reminderAbouts) mails += await remind(deps, hours, about, nowAt);
  return mails;
}

/** The reminder and those that it takes the place of are written down in one transaction with its mails. */
async function remind(
  deps: ReminderDeps,
  hours: RemindableHours,
  about: ReminderAbout,
  nowAt: Date,
): Promise<number> {
  const due = dueReminder(factsOf(hours), about, nowAt);
  if (!due) return 0;
  const notice = { subject_id: hours.id, about, at: due.at, basis: basisOf[about](hours) };
  if (hours.given.includes(noticeKey(notice))) return 0;
  return deps.db.transaction().execute(async (trx) => {
    const notices = withMilder(due).map(({ at }) => ({ ...notice, at }));
    const written = await insertHourNotices(trx, notices);
    if (!written.some(({ at }) => at === due.at)) return 0;
    let mails = 0;
    for (const personId of hours.personIds) if (await mail(trx, deps, hours, due, personId)) mails += 1;
    return mails;
  });
}

const factsOf = (hours: RemindableHours): HourFacts => ({
  startsAt: hours.startsAt,
  endsAt: hours.endsAt,
  granted: toViewNumber(hours.granted),
  held: toViewNumber(hours.pending),
  used: toViewNumber(hours.posted),
});

/** What makes a reminder another one: the hours were extended, or more were given. What was taken back does not. */
const basisOf: Record<ReminderAbout, (hours: RemindableHours) => string> = {
  end: ({ endsAt }) => lastDay(endsAt),
  used: ({ everGranted }) => String(everGranted),
};

const lastDay = (endsAt: Date): string => today(new Date(endsAt.getTime() - 1));

async function mail(
  trx: Trx,
  { addMailTask, url }: ReminderDeps,
  hours: RemindableHours,
  due: HourReminder,
  personId: string,
): Promise<boolean> {
  const person = await findPerson(trx, personId);
  const isReached = person?.disabled_at === null && person.stopped_at === null && person.email !== null;
  if (!isReached || !person.hours_mails) return false;
  const word = due.about === 'end' ? 'end' : due.at === 100 ? 'gone' : 'used';
  const free = hours.granted - hours.pending - hours.posted;
  await queueMail(trx, addMailTask, {
    to: person.email,
    kind: hours.kind === 'class' ? `class-hours-${word}` : `hours-${word}`,
    locale: person.locale,
    values: {
      hours: hoursText(free, person.locale),
      percent: String(due.at),
      day: dayText(hours.endsAt, person.locale),
      link: new URL(hours.kind === 'class' ? `/classes/${hours.id}` : `/hours?allocation=${hours.id}`, url)
        .href,
      ask: new URL('/requests/new', url).href,
    },
  });
  return true;
}

/** Rounded down: what a mail promises is there. */
const hoursText = (amount: bigint, locale: Locale): string =>
  (Math.floor((Number(amount) / milliGpuSecondsPerGpuHour) * 10) / 10).toLocaleString(locale);

/** The last day, e.g. `12월 31일` or `31 December`. */
const dayText = (endsAt: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: 'Asia/Seoul',
    month: 'long',
    day: 'numeric',
  }).format(new Date(endsAt.getTime() - 1));
