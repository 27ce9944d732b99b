import { randomInt } from 'node:crypto';

/** No letter or digit that is read as another on paper or a blackboard (0 O, 1 I L, U V): 30 of them, so six make 29 bits and eight 39. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that people type, of so many letters. Random. */
export const drawCode = (length: number): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** Such a code as it is kept: however it was typed, in any case, with spaces or dashes; undefined for what cannot be one. Never throws. */
export function readTypedCode(typed: string, length: number): string | undefined {
  const code = typed.slice(0, 100).replace(/[\s-]/g, '').toUpperCase();
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : undefined;
}
