import { AppError } from '../../contract/app-error';

/**
 * Under which age a guardian's consent comes first, in years, by country (ISO 3166-1 alpha-2). The first is the one that is meant where none
 * is said. @see Personal Information Protection Act (Korea), article 22-2 (1): 14; GDPR, article 8 (1): 16, member states 13 to 16
 */
export type ConsentAges = ReadonlyMap<string, number>;

export interface Born {
  /** `YYYY-MM` */
  birthYearMonth: string;
  /** Where they live [the first of the table]. */
  country?: string | undefined;
}

/** Whether somebody may join by themselves; who may not is sent to where a guardian is asked. */
export type Admission = { mayJoin: true } | { mayJoin: false; sendTo: string };

/** The page on which a child gives its guardian's address, and comes back to. */
const askPath = '/sign-up/guardian-needed';

/**
 * Tells whether somebody may join without a guardian by `now` [this moment]; else where to send them. Every way to join asks this one
 * function. Pure. @throws AppError[invalid-input] for no month, one to come, one more than 120 years ago, or a country that is not in the table.
 */
export function admitByAge(ages: ConsentAges, born: Born, now = new Date()): Admission {
  return needsNoGuardian(ages, born, now) ? { mayJoin: true } : { mayJoin: false, sendTo: askPath };
}

/**
 * Tells whether somebody has certainly reached the age of their country by `now` [this moment]. Only the month is known: in the month of
 * the birthday the birthday may still be to come, so the answer is no until the month is over, there where it is over last.
 * Pure. @throws AppError[invalid-input] as `admitByAge`.
 */
export function needsNoGuardian(ages: ConsentAges, born: Born, now = new Date()): boolean {
  const country = born.country ?? firstCountry(ages);
  const years = ages.get(country);
  if (years === undefined) throw refuse('country');
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(born.birthYearMonth);
  if (!match) throw refuse('birthYearMonth');
  const [nowYear, nowMonth] = new Intl.DateTimeFormat('en-CA', { timeZone: zoneOf(country) })
    .format(now)
    .split('-')
    .map(Number);
  const months = (Number(nowYear) - Number(match[1])) * 12 + Number(nowMonth) - Number(match[2]);
  if (months < 0 || months > 120 * 12) throw refuse('birthYearMonth');
  return months > years * 12;
}

/** The country that is meant where none is said. */
export const firstCountry = (ages: ConsentAges): string => [...ages.keys()][0] ?? 'KR';

/** Korea has one zone; elsewhere a month is over when it is over everywhere. */
const zoneOf = (country: string) => (country === 'KR' ? 'Asia/Seoul' : 'Etc/GMT+12');

const refuse = (field: 'birthYearMonth' | 'country') =>
  new AppError('invalid-input', { fields: { [field]: 'invalid-input' } });
