import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeCharacters } from './whole-characters';

test('parts of any size, read one after the other, give back the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 9 }), (text, size) => {
      const bytes = Buffer.from(`${text}한글 끝 🙂`);
      let said = '';
      let at = 0;
      for (let turn = 0; at < bytes.length && turn < 1_000; turn++) {
        const part = wholeCharacters(bytes.subarray(at, at + size), false, true);
        said += part.bytes.toString('utf8');
        at += Math.min(size, bytes.length - at) - part.left;
      }
      expect(said).toBe(bytes.toString('utf8'));
    }),
  );
});

test('a tail that begins inside a character leaves its rest out', () => {
  const bytes = Buffer.from('한글');
  expect(wholeCharacters(bytes.subarray(1), true, false).bytes.toString('utf8')).toBe('글');
});

test('bytes that are no UTF-8 do not stop the reading', () => {
  expect(wholeCharacters(Buffer.from([0xff, 0xfe, 0x80, 0x80]), true, true).bytes.length).toBe(4);
});
