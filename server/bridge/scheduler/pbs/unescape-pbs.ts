/**
 * Undoes the escapes in a string of `-F json`: those of JSON where they make sense, and a backslash that begins none stays, because
 * the released client does not escape backslashes (`C:\users`). Never throws; linear.
 * @see OpenPBS 23.06.06, strdup_escape in src/lib/Libcmds/pbs_json.c
 */
export function unescapePbs(text: string): string {
  let at = text.indexOf('\\');
  if (at < 0) return text;
  let plain = '';
  let from = 0;
  while (at >= 0) {
    const next = text[at + 1] ?? '';
    const hex = next === 'u' ? text.slice(at + 2, at + 6) : '';
    const letter =
      letters[next] ?? (/^[0-9a-fA-F]{4}$/.test(hex) ? String.fromCharCode(parseInt(hex, 16)) : undefined);
    const end = at + (letter === undefined ? 1 : hex === '' ? 2 : 6);
    plain += text.slice(from, letter === undefined ? end : at) + (letter ?? '');
    from = end;
    at = text.indexOf('\\', end);
  }
  return plain + text.slice(from);
}

const letters: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
