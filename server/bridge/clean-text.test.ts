import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText } from './clean-text';

const esc = '\u001b';

test.each([
  ['colours', `${esc}[1;31mred${esc}[0m and ${esc}[38;2;1;2;3mtrue${esc}[m`, 'red and true'],
  ['clipboard (OSC 52)', `a${esc}]52;c;cm0gLXJm${'\u0007'}b`, 'ab'],
  ['link (OSC 8)', `${esc}]8;;javascript:alert(1)${esc}\\click${esc}]8;;${esc}\\`, 'click'],
  ['device control', `a${esc}Pq#0;2;0;0;0${esc}\\b`, 'ab'],
  ['a string that never ends', `${esc}]0;title`, '0;title'],
  ['8-bit introducers', 'a\u009b31mb\u009dx\u009cc', 'abc'],
  ['Windows line ends', 'a\r\nb\r\r\nc\r\n', 'a\nb\nc\n'],
  ['progress bar', '10%\r50%\r100%\ndone', '100%\ndone'],
  ['direction marks', 'abc\u202Etxt.exe\u2066x\u2069', 'abctxt.exex'],
  ['control characters', 'a\u0000b\u0007c\u0008d\u007fe\tf\u0085', 'abcde\tf'],
  ['lone surrogates', 'a\ud800b\udc00c🎓', 'abc🎓'],
  ['Hangul stays', '학습 1/3 손실 0.25\n', '학습 1/3 손실 0.25\n'],
])('%s', (_what, dirty, clean) => {
  expect(cleanText(dirty)).toBe(clean);
});

test('nothing that acts is left, whatever comes', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      esc,
      '[',
      ']',
      'P',
      '\\',
      '\u0007',
      '\u009b',
      '\u009d',
      '\r',
      '\n',
      '3',
      ';',
      'm',
      'a',
      '\u202e',
    ),
    maxLength: 200,
  });
  fc.assert(
    fc.property(nasty, (text) => {
      expect(cleanText(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['one long line', 'x'.repeat(1_000_000), 'x'.repeat(1_000_000)],
  ['returns', '\r'.repeat(300_000), ''],
  ['unended strings', `${esc}]`.repeat(200_000), ''],
  ['8-bit unended strings', '\u0090'.repeat(300_000), ''],
  ['unended sequences', `${esc}[`.repeat(200_000), ''],
])('%s, very many, are no hindrance (how long: bench/parsers)', (_what, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('a line is one line, short, and ends at a whole character', () => {
  expect(cleanLine('  a\n b\tc  ')).toBe('a b c');
  expect(cleanLine('🎓'.repeat(400), 5)).toBe('🎓🎓🎓🎓🎓');
});
