import { expect, test } from 'vitest';
import { readLook } from './use-terminal-look';

test.each([
  ['{"fontSize":18,"isForReader":true}', { fontSize: 18, isForReader: true }],
  ['{"fontSize":4000}', { fontSize: 28, isForReader: false }],
  ['{"fontSize":"big","isForReader":"yes"}', { fontSize: 14, isForReader: false }],
  ['{', { fontSize: 14, isForReader: false }],
  [null, { fontSize: 14, isForReader: false }],
])('kept %s is used as %j', (kept, look) => {
  expect(readLook(() => kept, false)).toEqual(look);
});

test('a phone begins with smaller letters; a browser that keeps nothing does no harm', () => {
  expect(readLook(() => null, true).fontSize).toBe(12);
  const refuse = () => {
    throw new Error('denied');
  };
  expect(readLook(refuse, false).fontSize).toBe(14);
});
