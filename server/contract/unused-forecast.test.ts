import { describe, expect, it } from 'vitest';
import { forecastUnused, type UnusedFacts } from './unused-forecast';

const day = 86_400_000;
const nowAt = new Date('2027-03-01T00:00:00Z');
const at = (days: number) => new Date(nowAt.getTime() + days * day);
const forecast = (facts: Partial<UnusedFacts>) =>
  forecastUnused(
    { startsAt: at(-60), endsAt: at(14), granted: 1000, free: 600, usedLately: 280, ...facts },
    nowAt,
  );

describe('what will be unused', () => {
  it('is what is free less what goes on as in the last four weeks', () => {
    // 10 a day for 14 days: 140; half as much again: 210.
    expect(forecast({})).toEqual({ unused: 460, returnable: 390 });
    expect(forecast({ usedLately: 0 })).toEqual({ unused: 600, returnable: 600 });
  });

  it('counts from the start of hours that are younger', () => {
    // 280 in 14 days is 20 a day.
    expect(forecast({ startsAt: at(-14) })).toEqual({ unused: 320, returnable: 180 });
  });

  it('is never below nothing', () => {
    expect(forecast({ free: 200, usedLately: 180, endsAt: at(14) })).toEqual({ unused: 110, returnable: 65 });
    expect(forecast({ free: 145, usedLately: 280 })).toBeUndefined();
    expect(forecast({ free: 0, usedLately: 0 })).toBeUndefined();
  });

  it('is not said in the first week, after the end, or of a tenth at most', () => {
    expect(forecast({ startsAt: at(-6.9) })).toBeUndefined();
    expect(forecast({ startsAt: at(-7), usedLately: 70 })).toBeDefined();
    expect(forecast({ endsAt: at(0) })).toBeUndefined();
    expect(forecast({ free: 99, usedLately: 0 })).toBeUndefined();
    expect(forecast({ free: 100, usedLately: 0 })).toEqual({ unused: 100, returnable: 100 });
    expect(forecast({ granted: 0, free: 0 })).toBeUndefined();
  });
});
