/**
 * Undoes the escapes in a string of `-F json`: those of JSON where they make sense, and a backslash that begins none stays, because
 * the released client does not escape backslashes (`C:\users`). Never throws; linear.
 * @see OpenPBS 23.06.06, strdup_escape in src/lib/Libcmds/pbs_json.c
 */
export function unescapePbs(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_whole, hex?: string, letter?: string) =>
    hex === undefined ? (letters[letter ?? ''] ?? '') : String.fromCharCode(parseInt(hex, 16)),
  );
}

const letters: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
