import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../clean-text';
import { longestLineBytes, wholeLines } from './whole-lines';

/** Reads a file that grows in steps, as a page does: lines are kept, the unfinished one is replaced. */
function follow(file: Buffer, steps: readonly number[]) {
  let kept = '';
  let unfinished = '';
  let at = 0;
  for (const size of [...steps, file.length]) {
    const lines = wholeLines({ bytes: file.subarray(at, size), from: at, sizeBytes: size }, false);
    expect(lines.fromByte).toBe(at);
    kept += lines.text;
    unfinished = lines.unfinished;
    at = lines.nextByte;
  }
  return kept + unfinished;
}

const partsOf = (cuts: readonly number[], length: number) =>
  cuts.map((cut) => cut % (length + 1)).sort((a, b) => a - b);

test('however a file grows, what is shown is what the whole says', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r', '\u001b[31m', '한글', '🙂', '10%\r20%\r'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 6 }), (pieces, cuts) => {
      const file = Buffer.from(pieces.join('').replace(/[\ud800-\udfff]/g, ''));
      // An escape sequence that a newline or `\r` cuts is read otherwise in parts; it is cleaned either way.
      fc.pre(!/\u001b[^m]*[\r\n]/.test(file.toString()));
      expect(follow(file, partsOf(cuts, file.length))).toBe(cleanText(file.toString()));
    }),
  );
});

describe('a part', () => {
  const lines = (text: string, from = 0, isTail = false) => {
    const bytes = Buffer.from(text);
    return wholeLines({ bytes, from, sizeBytes: from + bytes.length }, isTail);
  };

  test('of a tail begins at a line', () => {
    expect(lines('half\nwhole\n', 100, true)).toMatchObject({
      fromByte: 105,
      text: 'whole\n',
      nextByte: 111,
    });
  });

  test('that is a progress bar stays one line, however long it goes on', () => {
    const bar = Array.from({ length: 4_000 }, (_, index) => `step ${index}`).join('\r');
    const read = lines(bar);
    expect(read).toMatchObject({ text: '', unfinished: 'step 3999' });
    expect(read.nextByte).toBe(bar.length - 'step 3999'.length);
  });

  test('that ends with colours only keeps what was written before them', () => {
    expect(lines('10%\r20%\r\u001b[0m').unfinished).toBe('20%');
    expect(lines('10%\r20%\r\u001b[').unfinished).toBe('20%');
    expect(lines('10%\r20%\r\n').text).toBe('20%\n');
  });

  test('of one endless line is handed on, so that reading goes on', () => {
    const read = lines('가'.repeat(longestLineBytes));
    expect(read.unfinished).toBe('');
    expect(read.nextByte).toBe(3 * longestLineBytes);
  });

  test('that is no UTF-8 is shown with marks in its place and loses nothing', () => {
    const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x0a, 0x62]);
    expect(wholeLines({ bytes, from: 0, sizeBytes: 5 }, false)).toMatchObject({
      text: 'a\ufffd\ufffd\n',
      unfinished: 'b',
      nextByte: 4,
    });
  });
});
