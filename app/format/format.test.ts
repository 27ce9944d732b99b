import { describe, expect, test } from 'vitest';
import { formatBytes } from './bytes';
import { formatClock, formatDuration } from './duration';
import { formatGpuHours, gpuHoursParts } from './gpu-hours';
import { formatInstant, formatInterval, isZone } from './instant';
import { formatWon } from './money';
import { formatNumber } from './number';
import { formatPercent } from './percent';
import { formatRelative } from './relative-time';

const hours = (value: number) => Math.round(value * 3_600_000);

describe('GPU-hours', () => {
  test.each([
    [0, '0'],
    [1, '<0.01'],
    [hours(0.02), '0.02'],
    [hours(0.1), '0.1'],
    [hours(0.994), '0.99'],
    [hours(0.996), '1'],
    [hours(1.4), '1.4'],
    [hours(14.2), '14.2'],
    [hours(118), '118'],
    [hours(999.6), '1,000'],
    [hours(1204), '1,204'],
    [-hours(14.2), '−14.2'],
  ])('%s shows as %s', (amount, value) => {
    expect(gpuHoursParts(amount, 'ko').value).toBe(value);
  });

  test('the unit is always there and never parts from its number', () => {
    expect(formatGpuHours(BigInt(hours(14.2)), 'ko')).toBe('14.2\u00a0GPU-\u2060시간');
    expect(formatGpuHours(String(hours(1)), 'en')).toBe('1\u00a0GPU-\u2060hour');
    expect(formatGpuHours(hours(0.5), 'en')).toBe('0.5\u00a0GPU-\u2060hours');
  });

  test('a balance far over any real one keeps its digits', () => {
    expect(gpuHoursParts(3_600_000n * 123_456_789n, 'ko').value).toBe('123,456,789');
  });
});

describe('durations', () => {
  test.each([
    [-5, '0초', '0\u00a0s'],
    [12.9, '12초', '12\u00a0s'],
    [65, '1분 5초', '1\u00a0min 5\u00a0s'],
    [41 * 60 + 30, '41분', '41\u00a0min'],
    [4800, '1시간 20분', '1\u00a0h 20\u00a0min'],
    [3600, '1시간', '1\u00a0h'],
    [2 * 86_400 + 3 * 3600, '2일 3시간', '2\u00a0d 3\u00a0h'],
  ])('%s s', (seconds, ko, en) => {
    expect(formatDuration(seconds, 'ko')).toBe(ko);
    expect(formatDuration(seconds, 'en')).toBe(en);
  });

  test('a stopwatch', () => {
    expect([41, 725, 3729, 176_400].map(formatClock)).toEqual(['0:41', '12:05', '1:02:09', '49:00:00']);
  });
});

test('bytes in binary units', () => {
  const shown = [0, 512, 1023, 1024, 1.34 * 2 ** 20, 10 * 2 ** 20, 64 * 2 ** 30, 2 ** 60].map((n) =>
    formatBytes(n, 'en'),
  );
  expect(shown.map((text) => text.replace('\u00a0', ' '))).toEqual([
    '0 B',
    '512 B',
    '1,023 B',
    '1 KiB',
    '1.3 MiB',
    '10 MiB',
    '64 GiB',
    '1,024 PiB',
  ]);
});

test('percentages say that something is there', () => {
  expect([0, 0.0001, 0.592, 1].map((part) => formatPercent(part, 'ko'))).toEqual([
    '0%',
    '<1%',
    '59%',
    '100%',
  ]);
  expect(formatPercent(0.8125, 'en', 1)).toBe('81.3%');
});

test('numbers and won', () => {
  expect(formatNumber(1284, 'ko')).toBe('1,284');
  expect(formatNumber(2.345, 'en', 2)).toBe('2.35');
  expect(formatWon(12_000, 'ko')).toBe('12,000원');
  expect(formatWon(12_000n, 'en')).toBe('₩12,000');
});

describe('instants', () => {
  const at = new Date('2026-10-14T05:05:09Z');

  test('in the reader’s zone and language', () => {
    expect(formatInstant(at, 'dayTime', 'ko', 'Asia/Seoul')).toBe('10월 14일 14:05');
    expect(formatInstant(at, 'weekday', 'ko', 'Asia/Seoul')).toBe('10월 14일 수요일');
    expect(formatInstant(at, 'seconds', 'en', 'UTC')).toBe('05:05:09');
    expect(formatInstant(at, 'day', 'en', 'Asia/Seoul')).toBe('14 October');
    expect(formatInstant('2026-12-31T20:00:00Z', 'full', 'ko', 'Asia/Seoul')).toContain('2027년 1월 1일');
  });

  test('midnight is 00:00, not 24:00', () => {
    expect(formatInstant('2026-10-14T15:00:00Z', 'time', 'ko', 'Asia/Seoul')).toBe('00:00');
  });

  test('an interval names the days only when it spans midnight', () => {
    expect(formatInterval(at, '2026-10-14T06:00:00Z', 'ko', 'Asia/Seoul')).toBe('14:05~15:00');
    expect(formatInterval(at, '2026-10-14T06:00:00Z', 'en', 'Asia/Seoul')).toBe('14:05–15:00');
    expect(formatInterval(at, '2026-10-14T16:00:00Z', 'ko', 'Asia/Seoul')).toBe(
      '10월 14일 14:05~10월 15일 01:00',
    );
  });

  test('a zone from a cookie is checked', () => {
    expect(['Asia/Seoul', 'UTC', 'America/Argentina/Buenos_Aires'].every(isZone)).toBe(true);
    expect(['', 'Mars/Base', 'Asia/Seoul; x', '../etc'].some(isZone)).toBe(false);
  });

  test('relative times', () => {
    const ago = (seconds: number) => new Date(at.getTime() - seconds * 1000);
    expect([0, 59, 60, 3599, 3600, 90_000].map((seconds) => formatRelative(ago(seconds), at, 'ko'))).toEqual([
      '방금',
      '방금',
      '1분 전',
      '59분 전',
      '1시간 전',
      '어제',
    ]);
    expect(formatRelative(ago(-40), at, 'ko')).toBe('곧');
    expect(formatRelative(ago(-7200), at, 'en')).toBe('in 2 hours');
  });
});
