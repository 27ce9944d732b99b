import { expect, test } from 'vitest';
import { parseCtime, parseIsoTime, parseLength } from './times';

test.each([
  ['2026-11-24T03:25:23', '2026-11-24T03:25:23.000Z'],
  ['N/A', undefined],
  ['Unknown', undefined],
  ['None', undefined],
  ['2026-13-24T03:25:23', undefined],
  ['', undefined],
])('ISO %s', (text, expected) => {
  expect(parseIsoTime(text)?.toISOString()).toBe(expected);
});

test.each([
  ['Tue Nov 24 03:25:23 2026', '2026-11-24T03:25:23.000Z'],
  ['Thu Jan  1 00:00:01 2026', '2026-01-01T00:00:01.000Z'],
  ['Thu Feb 30 00:00:01 2026', undefined],
  ['yesterday', undefined],
])('ctime %s', (text, expected) => {
  expect(parseCtime(text)?.toISOString()).toBe(expected);
});

test.each([
  ['UNLIMITED', 'unlimited'],
  ['1-02:03:04', 93_784],
  ['3-12', 302_400],
  ['5:00', 300],
  ['1:30:00', 5_400],
  ['100:00:00', 360_000],
  ['0:00', 0],
  ['Partition_Limit', undefined],
  ['NOT_SET', undefined],
  ['INVALID', undefined],
  ['(null)', undefined],
  ['12', undefined],
  ['-1', undefined],
])('length %s', (text, expected) => {
  expect(parseLength(text)).toBe(expected);
});
