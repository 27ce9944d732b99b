import { loginNamePattern } from './login-kinds';

/** More than any class, and few enough for one statement. */
export const poolNamesMost = 5_000;

/**
 * The names that an operator means: words apart by spaces, commas or lines, each a name or with one range as schedulers write it
 * (`edu[0001-0200]`, as many digits as are written). undefined: a word is no name, a range is upside down, or there are too many. Pure.
 */
export function parsePoolNames(text: string): string[] | undefined {
  const names = new Set<string>();
  for (const word of text.split(/[\s,]+/).filter((one) => one !== '')) {
    const range = /^([^[\]]*)\[(\d{1,6})-(\d{1,6})\]([^[\]]*)$/.exec(word);
    if (!range) names.add(word);
    else {
      const [, before = '', first = '', last = '', after = ''] = range;
      if (Number(last) < Number(first) || Number(last) - Number(first) >= poolNamesMost) return undefined;
      for (let n = Number(first); n <= Number(last); n++)
        names.add(`${before}${String(n).padStart(first.length, '0')}${after}`);
    }
  }
  const all = [...names];
  return all.length <= poolNamesMost && all.every((name) => loginNamePattern.test(name)) ? all : undefined;
}
