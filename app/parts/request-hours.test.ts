import { describe, expect, it } from 'vitest';
import { hoursTyped } from './request-hours';

describe('hoursTyped', () => {
  it.each([
    ['1', 3_600_000],
    [' 0.5 ', 1_800_000],
    ['.25', 900_000],
    ['1,200', 4_320_000_000],
    ['10000', 36_000_000_000],
  ])('reads %j', (text, amount) => expect(hoursTyped(text)).toBe(amount));

  it.each(['', '0', '-1', '1e3', 'abc', '1,2', '1 2', 'Infinity', '0.0000000001'])('refuses %j', (text) =>
    expect(hoursTyped(text)).toBeUndefined(),
  );
});
