/** What getopt(3) made of an argv. */
export interface Options {
  /** Letters in the order given, with their values; '' for flags. */
  readonly given: readonly (readonly [letter: string, value: string])[];
  /** What is no option. */
  readonly operands: readonly string[];
  /** What stands after `--`; undefined when there is none. */
  readonly afterDashes: readonly string[] | undefined;
  /** getopt's own complaints, without the command's name. */
  readonly complaints: readonly string[];
}

/** Reads argv as GNU getopt does, which finds options after operands too. `letters`: `a:bc`, a colon for each that takes a value. */
export function getopt(argv: readonly string[], letters: string): Options {
  const given: [string, string][] = [];
  const operands: string[] = [];
  const complaints: string[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') return { given, operands, afterDashes: words, complaints };
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const place = letter === ':' ? -1 : letters.indexOf(letter);
      if (place < 0) complaints.push(`invalid option -- '${letter}'`);
      else if (letters[place + 1] !== ':') given.push([letter, '']);
      else {
        const value = at + 1 < word.length ? word.slice(at + 1) : words.shift();
        if (value === undefined) complaints.push(`option requires an argument -- '${letter}'`);
        else given.push([letter, value]);
        break;
      }
    }
  }
  return { given, operands, afterDashes: undefined, complaints };
}

/** The last value of a letter; undefined when it was not given. */
export const lastOf = (options: Options, letter: string): string | undefined =>
  options.given.filter(([own]) => own === letter).at(-1)?.[1];

export const has = (options: Options, letter: string): boolean =>
  options.given.some(([own]) => own === letter);
