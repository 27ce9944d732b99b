import { convertHangulToQwerty, convertQwertyToHangul } from 'es-hangul';
import { describe, expect, test } from 'vitest';
import { isOneKeyApart, makeWords, readWords, strokesOf, wordsInLine } from './card-words';
import { readCardCode, readSecret } from './card-secrets';
import { englishWords } from './words-en';
import { koreanWords } from './words-ko';

describe('the words', () => {
  test('are 256 in each language, so that four are 32 bits', () => {
    expect(new Set(koreanWords).size).toBe(256);
    expect(new Set(englishWords).size).toBe(256);
    expect(koreanWords.filter((word) => !/^[가-힣]{2}$/.test(word))).toEqual([]);
    expect(englishWords.filter((word) => !/^[a-z]{4,7}$/.test(word))).toEqual([]);
  });

  test('are typed without Shift, and no slip of one key makes one of another, over both languages', () => {
    const all = [...koreanWords, ...englishWords];
    expect(all.filter((word) => convertHangulToQwerty(word) !== strokesOf(word))).toEqual([]);
    const strokes = all.map(strokesOf);
    // But for swapped keys, where nothing is guessed.
    const near = strokes.flatMap((one, index) =>
      strokes.slice(index + 1).filter((other) => isOneKeyApart(one, other) && !isSwap(one, other)),
    );
    expect(near).toEqual([]);
  });

  test('of a line are random: a thousand lines, no two alike', () => {
    const lines = Array.from({ length: 1000 }, () => makeWords('ko'));
    expect(new Set(lines).size).toBe(1000);
    expect(lines.every((line) => line.split(' ').length === wordsInLine)).toBe(true);
  });
});

const isSwap = (a: string, b: string) => a !== b && [...a].sort().join('') === [...b].sort().join('');

describe('typed words are read', () => {
  const line = '바다 구름 나무 하늘';
  test.each([
    ['as they stand', line],
    ['with other signs between', ' 바다,구름-나무 · 하늘. '],
    ['without spaces', '바다구름나무하늘'],
    ['with the English keyboard on', convertHangulToQwerty(line)],
    ['with it on, in capitals', convertHangulToQwerty(line).toUpperCase()],
    ['decomposed, as some systems send them', line.normalize('NFD')],
    ['with a slip in each', '바다ㅣ 구릉 나모 하늘'],
  ])('%s', (_how, typed) => expect(readWords(typed)).toBe(line));

  test.each([
    ['in capitals', 'Apple BREAD cloud Dream'],
    ['with the Korean keyboard on', convertQwertyToHangul('apple bread cloud dream')],
    ['with a missing, a wrong, a doubled and two swapped letters', 'appl breed cloudd draem'],
  ])('English ones %s', (_how, typed) => expect(readWords(typed)).toBe('apple bread cloud dream'));

  // `aple` may be meant as `apple` or as `maple`.
  test.each([
    ['aple bread cloud dream'],
    ['바다 구름 나무'],
    ['바다 구름 나무 하늘 강물'],
    [''],
    ['!'.repeat(10_000)],
    ['aaaa bbbb cccc dddd'],
  ])('%# but not what is none', (typed) => expect(readWords(typed)).toBeUndefined());

  test('every word survives any one wrong key that leads to no other word', () => {
    for (const word of [...koreanWords, ...englishWords]) {
      const typed = `${strokesOf(word).slice(0, -1)}`;
      const read = readWords(`${typed} bread cloud dream`)?.split(' ')[0];
      expect([word, undefined]).toContain(read);
    }
  });
});

test('the name of a card is read in any case and spacing, the QR secret as it is', () => {
  expect(readCardCode(' k7m-29q ')).toBe('K7M29Q');
  expect(readCardCode('K7M29')).toBeUndefined();
  expect(readCardCode('K7M290')).toBeUndefined();
  expect(readSecret('AbCdEfGhIjKlMnOpQrStUv')).toBe('AbCdEfGhIjKlMnOpQrStUv');
});
