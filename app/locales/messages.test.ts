import { describe, expect, test } from 'vitest';
import { createTranslator } from 'use-intl/core';
import { errorCodes } from '#server/contract/error-codes';
import { errorText } from './error-text';
import { messages as en } from './en/index';
import { getText } from './get-text.server';
import { messages as ko } from './ko/index';
import { registerAll } from './register-all';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(path + key, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const korean = flatten(ko as unknown as Tree);
const english = flatten(en as unknown as Tree);
/** Names of the values that a sentence needs; a word in braces alone after `one`, `other` is a branch of a plural. */
const needs = (text: string) => {
  const values = [
    ...text.matchAll(/\{\s*(\w+)\s*,|(?<!(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*)\{\s*(\w+)\s*\}/g),
  ].map((match) => match[1] ?? match[2]);
  return [...new Set(values)].sort();
};

registerAll();

test('both languages have the same sentences', () => {
  expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
});

test('no sentence is empty, and none ends in a stray space', () => {
  // A Korean counter (개, 명) has no English word; a script ends in a newline.
  const isCounter = (key: string) => /^[가-힣]$/.test(korean.get(key) ?? '');
  const odd = [...korean, ...english].filter(
    ([key, text]) => (text.trim() === '' && !isCounter(key)) || text.replace(/\n$/, '') !== text.trim(),
  );
  expect(odd).toEqual([]);
});

test('a sentence needs the same values in both languages', () => {
  const differing = [...korean].filter(
    ([key, text]) => JSON.stringify(needs(text)) !== JSON.stringify(needs(english.get(key) ?? '')),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('particle marks are Korean only', () => {
  expect([...english.values()].filter((text) => /\[[가-힣]+\/[가-힣]+\]/.test(text))).toEqual([]);
});

describe.each([
  ['ko', ko, korean],
  ['en', en, english],
] as const)('%s', (locale, messages, flat) => {
  test('every sentence can be formatted', () => {
    const problems: string[] = [];
    const translate = createTranslator({
      locale,
      messages: messages as unknown as Tree,
      timeZone: 'UTC',
      onError: (error) => problems.push(error.message),
    }) as unknown as { rich(key: string, values: Record<string, unknown>): unknown };
    for (const [key, text] of flat) {
      const values: Record<string, unknown> = Object.fromEntries(needs(text).map((name) => [name, 7]));
      for (const [, tag] of text.matchAll(/<(\w+)>/g)) values[tag as string] = (inner: unknown) => inner;
      translate.rich(key, values);
    }
    expect(problems).toEqual([]);
  });

  test('every error code has a sentence', () => {
    for (const code of Object.keys(errorCodes) as (keyof typeof errorCodes)[]) {
      expect(errorText(locale, code).length, code).toBeGreaterThan(10);
    }
  });
});

test('an error shows its numbers when it knows them all', () => {
  const details = { neededMilliGpuSeconds: 384 * 3_600_000, freeMilliGpuSeconds: 14.2 * 3_600_000 };
  expect(errorText('ko', 'not-enough-hours', details)).toContain(
    '384\u00a0GPU-\u2060시간이 드는데 14.2\u00a0GPU-\u2060시간이 남았어요',
  );
  expect(errorText('ko', 'not-enough-hours', { neededMilliGpuSeconds: 1 })).toBe(
    ko.errors['not-enough-hours'],
  );
  expect(errorText('en', 'walltime-over-limit', { maxWalltimeSeconds: 14_400 })).toContain('4\u00a0h');
});

test('sentences on the server', () => {
  expect(getText('en', 'demo')('become', { name: 'Kim' })).toBe('Become Kim');
  expect(getText('ko', 'demo')('become', { name: '이서아' })).toBe('이서아가 되기');
});
