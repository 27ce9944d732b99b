import { expect, test } from 'vitest';
import { bytesOfKey, withModifiers } from './terminal-keys';

test.each([
  ['c', ['ctrl'], '\x03'],
  ['C', ['ctrl'], '\x03'],
  ['[', ['ctrl'], '\x1b'],
  [' ', ['ctrl'], '\0'],
  ['?', ['ctrl'], '\x7f'],
  ['1', ['ctrl'], '1'],
  ['ㅊ', ['ctrl'], 'ㅊ'],
  ['b', ['alt'], '\x1bb'],
  ['한', ['alt'], '\x1b한'],
  ['c', ['ctrl', 'alt'], '\x1b\x03'],
  ['pasted', ['ctrl'], 'pasted'],
  ['c', [], 'c'],
] as const)('%s with %j is %j', (text, held, sent) => {
  expect(withModifiers(text, new Set(held))).toBe(sent);
});

test('arrows have the form that the program asks for', () => {
  expect([bytesOfKey('up', false), bytesOfKey('up', true)]).toEqual(['\x1b[A', '\x1bOA']);
  expect([bytesOfKey('pageUp', false), bytesOfKey('pageUp', true)]).toEqual(['\x1b[5~', '\x1b[5~']);
});
