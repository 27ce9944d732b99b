import { AppError } from '#server/contract/app-error';

/**
 * Joins words into one command line that a POSIX shell reads back as exactly these words. The only quoting in the portal.
 * @throws AppError[invalid-input] for NUL, newline or carriage return in a word: no command of ours needs them, and csh breaks on them.
 * @see POSIX.1-2017, Shell Command Language, 2.2.2 Single-Quotes
 */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (/[\0\n\r]/.test(word)) throw new AppError('invalid-input');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
