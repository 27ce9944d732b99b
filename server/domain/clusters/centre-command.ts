/**
 * The operator's own words and a login's name as the last, one POSIX word each: what a person typed never becomes a part of it. Pure.
 * @see POSIX.1-2017 Shell Command Language, 2.2.2 Single-Quotes
 */
export const centreCommand = (words: readonly string[], login: string): string =>
  [...words, login].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
