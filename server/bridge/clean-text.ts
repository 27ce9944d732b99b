/**
 * Takes out of a text from a cluster what could do something on a page or in a log: terminal escape sequences (colours too), control
 * characters but newline and tab, and the marks that turn the direction of writing. `\r\n` becomes `\n`; a lone `\r` starts its line
 * anew, as progress bars mean it, so only what was written last is kept. Never throws; linear in the length.
 * @see ECMA-48 5.4 (control sequences), Unicode UAX #9 (bidirectional control), CVE-2021-42574
 */
export function cleanText(text: string): string {
  return text.replace(escapes, '').split('\n').map(lastWritten).join('\n').replace(notText, '');
}

function lastWritten(line: string): string {
  const end = line.replace(/\r+$/, '');
  return end.slice(end.lastIndexOf('\r') + 1);
}

/** One line of at most `maxCharacters`, for a name or a reason beside a state. Never throws. */
export function cleanLine(text: string, maxCharacters = 300): string {
  const line = cleanText(text.slice(0, maxCharacters * 4))
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, maxCharacters).join('');
}

/**
 * Strings (OSC, DCS, APC, PM, SOS: to their end, at most 4096 characters, so that one that never ends eats no more), control sequences,
 * then two-character escapes.
 */
const escapes =
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4096}(?:\x07|\x1b\\|\x9c)|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]|\x1b[ -/]{0,16}[0-~]/g;

/** C0 but tab and newline, DEL, C1; direction marks and isolates; line and paragraph separators; byte order mark; lone surrogates. */
const notText =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
