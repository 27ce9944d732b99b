import { expect, test } from 'vitest';
import { addLines, noOutput, readOutputNews, type ShownOutput } from './output-lines';

const textOf = ({ pieces, unfinished }: ShownOutput) =>
  pieces.map((piece) => piece.text).join('') + unfinished;

const part = (fromByte: number, text: string, unfinished = '') => ({
  fromByte,
  text,
  unfinished,
  nextByte: fromByte + text.length,
  sizeBytes: fromByte + text.length + unfinished.length,
});

test('lines come one after the other, and the unfinished one gives way to its longer self', () => {
  let shown = addLines(noOutput, part(0, 'a\n', '10%'));
  expect(textOf(shown)).toBe('a\n10%');
  shown = addLines(shown, part(2, '', '20%'));
  expect(textOf(shown)).toBe('a\n20%');
  shown = addLines(shown, part(2, '100%\nb\n'));
  expect(textOf(shown)).toBe('a\n100%\nb\n');
  expect([shown.pieces.length, shown.isCutAtStart]).toEqual([1, false]);
});

test('a part that does not continue what is there takes its place', () => {
  const shown = addLines(addLines(noOutput, part(500, 'old\n')), part(0, 'new\n'));
  expect([textOf(shown), shown.isCutAtStart]).toEqual(['new\n', false]);
  expect(addLines(noOutput, part(500, 'tail\n')).isCutAtStart).toBe(true);
});

test('hours of output stay as much as a page can show', () => {
  let shown = noOutput;
  const line = `${'x'.repeat(99)}\n`;
  for (let count = 0; count < 10_000; count++) shown = addLines(shown, part(count * 100, line));
  expect(textOf(shown).length).toBeLessThanOrEqual(400_000);
  expect(textOf(shown).length).toBeGreaterThan(380_000);
  expect([shown.nextByte, shown.isCutAtStart]).toEqual([1_000_000, true]);
  expect(shown.pieces.length).toBeLessThan(30);
});

test('what is not understood is nothing', () => {
  expect(readOutputNews('{"kind":"end"}')).toEqual({ kind: 'end' });
  expect([readOutputNews('{"kind":"song"}'), readOutputNews('x'), readOutputNews('null')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
