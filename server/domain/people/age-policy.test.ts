import { expect, test } from 'vitest';
import { admitByAge, needsNoGuardian } from './age-policy';

const now = new Date('2026-11-24T06:00:00Z');
const korea = new Map([['KR', 14]]);
const several = new Map([
  ['KR', 14],
  ['DE', 16],
  ['US', 13],
]);

test.each([
  ['2012-10', true],
  // The birthday may still be to come this month: not yet certainly 14.
  ['2012-11', false],
  ['2012-12', false],
  ['2013-01', false],
  ['2026-11', false],
  ['1990-01', true],
])('born in %s: may join alone is %s', (birthYearMonth, mayJoin) => {
  expect(admitByAge(korea, { birthYearMonth }, now)).toEqual(
    mayJoin ? { mayJoin } : { mayJoin, sendTo: '/sign-up/guardian-needed' },
  );
});

test.each([
  [undefined, '2012-10', true],
  ['KR', '2012-11', false],
  ['DE', '2010-10', true],
  ['DE', '2010-11', false],
  ['DE', '2012-10', false],
  ['US', '2013-10', true],
  ['US', '2013-11', false],
])('each country has its age: %s, %s: %s', (country, birthYearMonth, isEnough) => {
  expect(needsNoGuardian(several, { birthYearMonth, country }, now)).toBe(isEnough);
});

test('the month turns in Seoul, not in Greenwich; elsewhere when it has turned everywhere', () => {
  const born = (country: string, year: number) => ({ birthYearMonth: `${year}-11`, country });
  expect(needsNoGuardian(several, born('KR', 2012), new Date('2026-11-30T14:59:59Z'))).toBe(false);
  expect(needsNoGuardian(several, born('KR', 2012), new Date('2026-11-30T15:00:00Z'))).toBe(true);
  expect(needsNoGuardian(several, born('US', 2013), new Date('2026-12-01T11:59:59Z'))).toBe(false);
  expect(needsNoGuardian(several, born('US', 2013), new Date('2026-12-01T12:00:00Z'))).toBe(true);
});

test.each([
  '',
  '2012',
  '2012-00',
  '2012-13',
  '2012-1',
  '12-01',
  '2026-12',
  '1905-01',
  '2012-10-01',
  'abcd-01',
])('%j is no month of a birth', (birthYearMonth) => {
  expect(() => admitByAge(korea, { birthYearMonth }, now)).toThrow(
    expect.objectContaining({ code: 'invalid-input', fields: { birthYearMonth: 'invalid-input' } }),
  );
});

test('a country that is not in the table is refused, not taken for one that is', () => {
  expect(() => admitByAge(korea, { birthYearMonth: '1990-01', country: 'FR' }, now)).toThrow(
    expect.objectContaining({ code: 'invalid-input', fields: { country: 'invalid-input' } }),
  );
});
