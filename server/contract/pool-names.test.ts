import { expect, test } from 'vitest';
import { parsePoolNames } from './pool-names';

test.each<[string, string[] | undefined]>([
  ['', []],
  ['edu1', ['edu1']],
  ['edu1, edu2\n edu1', ['edu1', 'edu2']],
  ['edu[0008-0011]', ['edu0008', 'edu0009', 'edu0010', 'edu0011']],
  ['s[1-2]x t[9-10]', ['s1x', 's2x', 't9', 't10']],
  ['edu[5-4]', undefined],
  ['edu[0-5000]', undefined],
  ['edu[1-2][3-4]', undefined],
  ['Edu1', undefined],
  ['-rf', undefined],
  ['edu[1-', undefined],
  ['a[1-4000] b[1-4000]', undefined],
  ['$(id)', undefined],
  [`x[1-2]${'y'.repeat(40)}`, undefined],
])('%j', (text, names) => expect(parsePoolNames(text)).toEqual(names));
