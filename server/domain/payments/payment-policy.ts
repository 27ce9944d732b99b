import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { findPerson } from '#db/queries/people/people';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { Level } from '../../contract/roles';
import { mustBeAtThePage } from '../people/people-policy';

/** Levels of people who learn: whatever other role they have, they never see a checkout. */
const learners: readonly Level[] = ['middle', 'high', 'undergraduate', 'graduate'];
/** @see Korean Civil Act, article 4 */
const adultYears = 19;

/** Who may pay: a grown-up teacher or sponsor who is no student. */
export async function mayPay(db: Kysely<Database>, actor: Actor, now = new Date()): Promise<boolean> {
  if (!actor.roles.some((role) => role === 'teacher' || role === 'sponsor')) return false;
  const person = await findPerson(db, actor.personId);
  return (
    person !== undefined && !learners.includes(person.level) && isAdult(person.birth_year_month ?? '', now)
  );
}

/** The same, at the page itself: what a leaked token could do costs no money. @throws AppError[not-allowed] */
export async function mustPay(db: Kysely<Database>, actor: Actor): Promise<void> {
  mustBeAtThePage(actor);
  if (!(await mayPay(db, actor))) throw new AppError('not-allowed');
}

/** Of a birthday only the month is known: in that month it may still be to come. Pure. */
export function isAdult(birthYearMonth: string, now: Date): boolean {
  const [year = Number.NaN, month = Number.NaN] = birthYearMonth.split('-').map(Number);
  const today = new Date(now.getTime() + 9 * 3_600_000);
  return (today.getUTCFullYear() - year) * 12 + today.getUTCMonth() + 1 - month > adultYears * 12;
}
