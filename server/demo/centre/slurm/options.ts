/** One command's options as Slurm's getopt takes them: long names with or without a value, and their letters. */
export interface OptionTable {
  /** long name → letter, '' for none. */
  values: Readonly<Record<string, string>>;
  flags: Readonly<Record<string, string>>;
}

export interface Parsed {
  values: Record<string, string>;
  flags: Set<string>;
  rest: string[];
}

export class UsageError extends Error {}

/** Reads argv. `stopAtFirst`: words after the first that is no option belong to the script or command. @throws UsageError */
export function parseOptions(argv: readonly string[], table: OptionTable, stopAtFirst = false): Parsed {
  const parsed: Parsed = { values: {}, flags: new Set(), rest: [] };
  const byLetter = (letter: string) =>
    Object.entries(table.values).find(([, own]) => own === letter)?.[0] ??
    Object.entries(table.flags).find(([, own]) => own === letter)?.[0];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') {
      parsed.rest.push(...words);
      break;
    }
    if (word.startsWith('--')) takeLong(word, words, table, parsed);
    else if (word.startsWith('-') && word.length > 1) takeLetters(word, words, table, parsed, byLetter);
    else {
      parsed.rest.push(word);
      if (stopAtFirst) {
        parsed.rest.push(...words);
        break;
      }
    }
  }
  return parsed;
}

function takeLong(word: string, words: string[], table: OptionTable, parsed: Parsed): void {
  const cut = word.indexOf('=');
  const name = cut < 0 ? word.slice(2) : word.slice(2, cut);
  if (name in table.flags) {
    parsed.flags.add(name);
    if (cut >= 0) parsed.values[name] = word.slice(cut + 1);
  } else if (name in table.values) {
    const value = cut < 0 ? words.shift() : word.slice(cut + 1);
    if (value === undefined) throw new UsageError(`option '--${name}' requires an argument`);
    parsed.values[name] = value;
  } else throw new UsageError(`unrecognized option '${word}'`);
}

function takeLetters(
  word: string,
  words: string[],
  table: OptionTable,
  parsed: Parsed,
  byLetter: (letter: string) => string | undefined,
): void {
  for (let at = 1; at < word.length; at++) {
    const name = byLetter(word[at] ?? '');
    if (name === undefined) throw new UsageError(`invalid option -- '${word[at]}'`);
    if (name in table.flags) {
      parsed.flags.add(name);
      continue;
    }
    const value = at + 1 < word.length ? word.slice(at + 1) : words.shift();
    if (value === undefined) throw new UsageError(`option requires an argument -- '${word[at]}'`);
    parsed.values[name] = value.startsWith('=') ? value.slice(1) : value;
    return;
  }
}
