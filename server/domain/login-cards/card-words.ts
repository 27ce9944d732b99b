import { randomInt } from 'node:crypto';
import { convertHangulToQwerty } from 'es-hangul';
import type { Locale } from '../../contract/roles';
import { englishWords } from './words-en';
import { koreanWords } from './words-ko';

/** Four of 256 are 32 bits: with ten wrong tries a card, one in four hundred million cards is guessed. */
export const wordsInLine = 4;

const lists: Record<Locale, readonly string[]> = { ko: koreanWords, en: englishWords };

/** What fingers type for a word, whichever keyboard is on: `바다` and `qkek` are the same keys. Never throws. */
export const strokesOf = (word: string): string => convertHangulToQwerty(word.normalize('NFC')).toLowerCase();

const wordByStrokes = new Map([...koreanWords, ...englishWords].map((word) => [strokesOf(word), word]));

/** New words for one line, in a language. Random. */
export const makeWords = (locale: Locale): string =>
  Array.from({ length: wordsInLine }, () => lists[locale][randomInt(lists[locale].length)]).join(' ');

/**
 * Typed words in their one form: with any signs between them or, in Korean, none; in capitals; with the other keyboard on; with one wrong, missing,
 * doubled or swapped key in each word. undefined for what cannot be meant as words of a card. Never throws.
 */
export function readWords(typed: string): string | undefined {
  const found = splitWords(typed.slice(0, 200)).map(readWord);
  return found.length === wordsInLine && found.every((word) => word !== undefined)
    ? found.join(' ')
    : undefined;
}

function splitWords(typed: string): string[] {
  const words = typed.normalize('NFC').match(/\p{L}+/gu) ?? [];
  const [glued = ''] = words;
  // Korean words have two syllables each.
  return words.length === 1 && glued.length === wordsInLine * 2 ? (glued.match(/../gu) ?? []) : words;
}

function readWord(typed: string): string | undefined {
  const strokes = strokesOf(typed);
  const exact = wordByStrokes.get(strokes);
  if (exact !== undefined) return exact;
  const near = [...wordByStrokes].filter(([known]) => isOneKeyApart(strokes, known));
  // Between two words that are as near, nothing is guessed.
  return near.length === 1 ? near[0]?.[1] : undefined;
}

/** Whether one wrong, missing, added or swapped key makes one text of the other. Pure. */
export function isOneKeyApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const restOf = (text: string, skipped: number) => text.slice(from + skipped);
  if (a.length !== b.length)
    return a.length > b.length ? restOf(a, 1) === restOf(b, 0) : restOf(a, 0) === restOf(b, 1);
  const isSwapped = a[from] === b[from + 1] && a[from + 1] === b[from];
  return restOf(a, 1) === restOf(b, 1) || (isSwapped && restOf(a, 2) === restOf(b, 2));
}
