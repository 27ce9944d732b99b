import { AppError } from '../../contract/app-error';

/** Under this age a guardian's consent comes first. @see Personal Information Protection Act (Korea), article 22-2 (1) */
const consentAgeYears = 14;

/**
 * Tells whether somebody born in a month (`YYYY-MM`) is certainly 14 by `now` [this moment], by the calendar in Seoul. Only the month is
 * known: in the month of the fourteenth birthday the birthday may still be to come, so the answer is no until the month is over.
 * Pure. @throws AppError[invalid-input] for no month, one to come, or one more than 120 years ago.
 */
export function checkAge(birthYearMonth: string, now = new Date()): { isOldEnough: boolean } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(birthYearMonth);
  if (!match) throw refuseMonth();
  const [nowYear, nowMonth] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul' })
    .format(now)
    .split('-')
    .map(Number);
  const months = (Number(nowYear) - Number(match[1])) * 12 + Number(nowMonth) - Number(match[2]);
  if (months < 0 || months > 120 * 12) throw refuseMonth();
  return { isOldEnough: months > consentAgeYears * 12 };
}

const refuseMonth = () => new AppError('invalid-input', { fields: { birthYearMonth: 'invalid-input' } });
