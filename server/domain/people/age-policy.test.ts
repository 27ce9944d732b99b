import { expect, test } from 'vitest';
import { checkAge } from './age-policy';

const now = new Date('2026-11-24T06:00:00Z');

test.each([
  ['2012-10', true],
  // The birthday may still be to come this month: not yet certainly 14.
  ['2012-11', false],
  ['2012-12', false],
  ['2013-01', false],
  ['2026-11', false],
  ['1990-01', true],
])('born in %s: certainly 14 is %s', (month, isOldEnough) => {
  expect(checkAge(month, now)).toEqual({ isOldEnough });
});

test('the month turns in Seoul, not in Greenwich', () => {
  expect(checkAge('2012-11', new Date('2026-11-30T14:59:59Z')).isOldEnough).toBe(false);
  expect(checkAge('2012-11', new Date('2026-11-30T15:00:00Z')).isOldEnough).toBe(true);
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
])('%j is no month of a birth', (month) => {
  expect(() => checkAge(month, now)).toThrow(
    expect.objectContaining({ code: 'invalid-input', fields: { birthYearMonth: 'invalid-input' } }),
  );
});
