import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteWords } from './quote-words';

const throughShell = (words: string[], shell: string) =>
  execFileSync(shell, ['-c', `printf '%s\\0' ${quoteWords(words)}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test('plain words stay readable', () => {
  expect(quoteWords(['squeue', '--name=modu-01', '-o', '%i|%j'])).toBe("squeue --name=modu-01 -o '%i|%j'");
  expect(quoteWords([''])).toBe("''");
});

test('hostile words reach the program byte for byte', () => {
  const words = [
    "it's",
    '$(touch /tmp/x)',
    '`id`',
    '"; rm -rf ~',
    '\\',
    '!!',
    '한글 🎓',
    '*',
    '~',
    '-n',
    '\u001f',
    'a'.repeat(200),
  ];
  expect(throughShell(words, 'dash')).toEqual(words);
  expect(throughShell(words, 'bash')).toEqual(words);
});

test('any words reach the program byte for byte', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\0\n\r]/.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
      expect(throughShell(words, 'sh')).toEqual(words);
    }),
    { numRuns: 60 },
  );
});

test.each(['a\nb', 'a\rb', 'a\0b'])('refuses %j', (word) => {
  expect(() => quoteWords([word])).toThrow('invalid-input');
});
