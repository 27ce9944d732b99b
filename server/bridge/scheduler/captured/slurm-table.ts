import { cleanLine } from '../../clean-text';
import { fieldMark, recordMark } from '../slurm/remote-slurm';

/** The rows of a table by the words of its header, in capitals. */
export interface SlurmTable {
  rows: Map<string, string>[];
  notUnderstood: string[];
}

/**
 * Reads a table as Slurm prints it: with the portal's own separators, with `|` (`-P`, `--parsable2`, or a format of the person's), or in
 * columns of fixed width. What stands before the header (banners, warnings) is listed as not understood, and so is a row with too many
 * or too few fields, unless the last column may hold separators. undefined: no header is found. Never throws; linear.
 */
export function readSlurmTable(text: string): SlurmTable | undefined {
  const isOurs = text.includes(recordMark);
  const lines = isOurs ? text.split(recordMark).map((one) => one.replace(/\n$/, '')) : text.split(/\r?\n/);
  const at = lines.findIndex((line) => headerWord.test(line));
  const header = lines[at];
  if (header === undefined) return undefined;
  const notUnderstood = lines
    .slice(0, at)
    .filter(isSomething)
    .map((line) => cleanLine(line));
  const separator = [fieldMark, '|', '\t'].find((mark) => header.includes(mark));
  const body = lines.slice(at + 1).filter(isSomething);
  const cut = separator === undefined ? byWidth(header, body) : bySeparator(header, separator);
  const rows: Map<string, string>[] = [];
  for (const line of body) {
    if (/^[ -]+$/.test(line)) continue;
    const row = cut(line);
    if (row) rows.push(row);
    else notUnderstood.push(cleanLine(line));
  }
  return { rows, notUnderstood };
}

/** The first word of every header that squeue, sacct and sinfo print by default or for the portal. */
const headerWord =
  /^\s*(?:JOBID|JobID|JobIDRaw|ARRAY_JOB_ID|USER|NAME|STATE|ST|PARTITION|NODELIST)(?=[\x1f|\t ]|$)/i;
const isSomething = (line: string) => line.trim() !== '';

type Cut = (line: string) => Map<string, string> | undefined;

function bySeparator(header: string, separator: string): Cut {
  // `sacct -p` ends every line with the separator.
  const isClosed = header.endsWith(separator);
  const names = (isClosed ? header.slice(0, -1) : header)
    .split(separator)
    .map((name) => name.trim().toUpperCase());
  const isOpenEnded = /^(NAME|JOBNAME|COMMENT|REASON)$/.test(names.at(-1) ?? '');
  return (line) => {
    const parts = (isClosed && line.endsWith(separator) ? line.slice(0, -1) : line).split(separator);
    if (parts.length < names.length || (parts.length > names.length && !isOpenEnded)) return undefined;
    const last = parts.slice(names.length - 1).join(separator);
    return new Map(
      names.map((name, index) => [name, index === names.length - 1 ? last : (parts[index] ?? '')]),
    );
  };
}

/** sacct rules a line of dashes under its columns; squeue's are flush right, all but the last. */
function byWidth(header: string, body: readonly string[]): Cut {
  const rule = body[0] !== undefined && /^[ -]+$/.test(body[0]) ? body[0] : undefined;
  const words = [...header.matchAll(/\S+/g)];
  const ends = rule
    ? [...rule.matchAll(/-+/g)].map((dashes) => dashes.index + dashes[0].length)
    : words.map((word) => word.index + word[0].length);
  return (line) => {
    let from = 0;
    const row = new Map<string, string>();
    for (const [index, word] of words.entries()) {
      const end = index === words.length - 1 ? line.length : (ends[index] ?? line.length);
      row.set(word[0].toUpperCase(), line.slice(from, end).trim());
      from = end;
    }
    return row;
  };
}
