/*
 * JSON as the released client writes it by hand, with its faults: numbers unquoted wherever a text looks like one, backslashes as they
 * are, bytes from 0x80 up as a caret and the byte minus 0xC0.
 * @see e2e/transcripts/pbs/README.md, "The JSON itself"; OpenPBS 23.06.06, src/lib/Libcmds/pbs_json.c and show_nonprint_chars
 */

/** A member of the tree in the order it is printed. `typed`: by what it looks like; `text`: a string always. */
export type Member =
  | { readonly key: string; readonly members: readonly Member[] }
  | { readonly key: string; readonly items: readonly string[] }
  | { readonly key: string; readonly typed: string; readonly escape: 'partly' | 'fully' }
  | { readonly key: string; readonly text: string };

/** The whole answer: a final newline only when something stands below the three lines of the head. */
export function printReleasedJson(centreName: string, at: Date, below: Member | undefined): Buffer {
  const head: Member[] = [
    { key: 'timestamp', typed: String(Math.floor(at.getTime() / 1000)), escape: 'fully' },
    { key: 'pbs_version', text: pbsVersion },
    { key: 'pbs_server', text: centreName },
  ];
  const body = printMembers(below ? [...head, below] : head, 4);
  return bytesOf(`{\n${body}\n}${below ? '\n' : ''}`);
}

export const pbsVersion = '23.06.06';

function printMembers(members: readonly Member[], indent: number): string {
  const spaces = ' '.repeat(indent);
  return members
    .map((member) => `${spaces}"${bytewise(member.key)}":${printValue(member, indent)}`)
    .join(',\n');
}

function printValue(member: Member, indent: number): string {
  const end = ' '.repeat(indent);
  if ('members' in member)
    return `{\n${member.members.length > 0 ? `${printMembers(member.members, indent + 4)}\n` : ''}${end}}`;
  if ('items' in member)
    return `[\n${member.items.map((item) => `${end}    "${shown(escapeFully(item))}"`).join(',\n')}\n${end}]`;
  if ('text' in member) return `"${shown(escapeFully(member.text))}"`;
  if (looksLikeNumber(member.typed)) return member.typed;
  return `"${shown(member.escape === 'fully' ? escapeFully(member.typed) : escapePartly(member.typed))}"`;
}

/** As strtod(3) would take it whole; but a text of several digits that begins with 0 stays a string, unless it is under 1. */
export function looksLikeNumber(text: string): boolean {
  if (text.trim() === '') return false;
  const isTaken =
    /^\s*[+-]?(?:inf(?:inity)?|nan(?:\(\w*\))?|0x[0-9a-f]+(?:\.[0-9a-f]*)?(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*$/i.test(
      text,
    );
  return isTaken && (!text.startsWith('0') || Number(text) < 1);
}

const controls: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escapeFully = (text: string): string =>
  text.replace(/[\b\f\n\r\t"\\]/g, (letter) => controls[letter] ?? `\\${letter}`);

/** A quote is escaped unless it comes first or after a backslash; a backslash before `'` or `,` is dropped, any other stays alone. */
function escapePartly(text: string): string {
  let printed = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (letter === '"') printed += at > 0 && text[at - 1] !== '\\' ? '\\"' : '"';
    else if (letter !== '\\') printed += controls[letter] ?? letter;
    else {
      printed += next === "'" || next === ',' ? next : letter + next;
      at++;
    }
  }
  return printed;
}

/** Marks what bytesOf is to spell with carets: control characters but newline and tab, and everything that is not ASCII. */
function shown(text: string): string {
  return text.replace(/[\u0001-\u0008\u000b-\u001f\u0080-\u{10ffff}]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `^${String.fromCharCode((byte + 64) % 256)}`).join(''),
  );
}

/** Everything is printed byte by byte: one character of the text stands for one. */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Keys (names of variables) are printed as they are. */
const bytewise = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Text for a table, in caret notation. */
export const showNonprint = (text: string): Buffer => bytesOf(shown(text));
