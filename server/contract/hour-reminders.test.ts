import { describe, expect, it } from 'vitest';
import { daysToLast, dueReminder, hourReminders, withMilder, type HourFacts } from './hour-reminders';

/** 90 days, the last of which is 2027-03-31 in Seoul. */
const facts: HourFacts = {
  startsAt: new Date('2027-01-01T00:00:00+09:00'),
  endsAt: new Date('2027-04-01T00:00:00+09:00'),
  granted: 1000,
  held: 0,
  used: 0,
};
const end = (now: string, more: Partial<HourFacts> = {}) =>
  dueReminder({ ...facts, ...more }, 'end', new Date(now))?.at;
const used = (amount: number, more: Partial<HourFacts> = {}) =>
  dueReminder({ ...facts, used: amount, ...more }, 'used', new Date('2027-02-01T00:00:00Z'))?.at;

describe('before the end', () => {
  it('changes at midnight in Seoul, not at midnight in UTC', () => {
    const cases: [string, number | undefined][] = [
      ['2027-02-28T23:59:59.999+09:00', undefined],
      ['2027-03-01T00:00:00.000+09:00', 30],
      ['2027-03-16T23:59:59.999+09:00', 30],
      ['2027-03-17T00:00:00.000+09:00', 14],
      ['2027-03-23T14:59:59.999Z', 14],
      ['2027-03-23T15:00:00.000Z', 7],
      ['2027-03-29T14:59:59.999Z', 7],
      ['2027-03-29T15:00:00.000Z', 1],
      ['2027-03-31T23:59:59.999+09:00', 1],
      ['2027-04-01T00:00:00.000+09:00', undefined],
    ];
    expect(cases.map(([now]) => [now, end(now)])).toEqual(cases);
  });

  it('counts to the last day also of a period that ends in the middle of one', () => {
    const endsAt = new Date('2027-03-31T12:00:00+09:00');
    expect(daysToLast(endsAt, new Date('2027-03-30T23:59:59+09:00'))).toBe(1);
    expect(daysToLast(endsAt, new Date('2027-03-31T00:00:00+09:00'))).toBe(0);
    expect(end('2027-03-29T23:59:59+09:00', { endsAt })).toBe(7);
    expect(end('2027-03-30T00:00:00+09:00', { endsAt })).toBe(1);
  });

  it('says nothing as soon as short hours have come, nor where nothing is left to end', () => {
    const startsAt = new Date('2027-03-20T00:00:00+09:00');
    expect(end('2027-03-20T00:00:00+09:00', { startsAt })).toBeUndefined();
    expect(end('2027-03-30T00:00:00+09:00', { startsAt })).toBe(1);
    expect(end('2027-03-30T00:00:00+09:00', { held: 400, used: 600 })).toBeUndefined();
    expect(end('2027-03-30T00:00:00+09:00', { used: 996 })).toBeUndefined();
    expect(end('2026-12-31T23:59:59+09:00')).toBeUndefined();
  });
});

describe('as they are used', () => {
  it('at 50, 80, 90 and 100 %, where what no launch fits into counts as used', () => {
    expect([499, 500, 799, 800, 899, 900, 994, 995, 1000].map((amount) => used(amount))).toEqual([
      undefined,
      50,
      50,
      80,
      80,
      90,
      90,
      100,
      100,
    ]);
  });

  it('counts nothing that is only held, and nothing before there are hours', () => {
    expect(used(0, { held: 1000 })).toBeUndefined();
    expect(used(0, { granted: 0 })).toBeUndefined();
  });
});

it('a reminder takes the place of the milder ones of its kind', () => {
  const ofKind = (about: string, at: number) =>
    withMilder(hourReminders.find((one) => one.about === about && one.at === at)!).map((one) => one.at);
  expect(ofKind('end', 7)).toEqual([30, 14, 7]);
  expect(ofKind('used', 50)).toEqual([50]);
});
