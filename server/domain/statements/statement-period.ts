import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import { daysOf, isDay, today } from '../requests/request-period';

export interface StatementPeriod {
  /** Days in Seoul, `YYYY-MM-DD`, both inclusive. */
  from: string;
  to: string;
  /** The first instant of the first day, and the first after the last. */
  fromAt: Date;
  beforeAt: Date;
}

const dayMs = 86_400_000;
const usualDays = 90;

const startOf = (day: string): Date => new Date(`${day}T00:00:00+09:00`);

/** The days of a statement [the last 90 until today], a year at most. @throws AppError[invalid-input] with `from` or `to` */
export function readStatementPeriod(
  asked: { from?: string; to?: string },
  nowAt = new Date(),
): StatementPeriod {
  const to = asked.to ?? today(nowAt);
  if (!isDay(to)) throw new AppError('invalid-input', { fields: { to: 'invalid-input' } });
  const from = asked.from ?? today(new Date(startOf(to).getTime() - (usualDays - 1) * dayMs));
  if (!isDay(from)) throw new AppError('invalid-input', { fields: { from: 'invalid-input' } });
  const days = daysOf(from, to);
  if (days < 1 || days > limits.requestDays)
    throw new AppError('invalid-input', { fields: { to: 'invalid-input' } });
  return { from, to, fromAt: startOf(from), beforeAt: new Date(startOf(to).getTime() + dayMs) };
}
