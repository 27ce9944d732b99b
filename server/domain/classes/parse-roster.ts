import Papa from 'papaparse';
import { isAppError } from '../../contract/app-error';
import type { RosterPreview } from '../../class-services';
import { limits } from '../../contract/limits';
import { normalizeEmail } from '../people/normalize-email';

export interface RosterLine {
  /** As the person sees it: the first line of the list is 1. */
  line: number;
  email: string;
  displayName: string;
  studentNumber: string;
}

export interface ParsedRoster extends Pick<RosterPreview, 'bad' | 'encoding' | 'columns'> {
  good: RosterLine[];
}

/** What schools' exports call their columns, in lower case without spaces. */
const columnNames = {
  email: [
    'email',
    'e-mail',
    'mail',
    'emailaddress',
    '이메일',
    '메일',
    '전자우편',
    '이메일주소',
    '메일주소',
    '구글계정',
  ],
  displayName: [
    'name',
    'fullname',
    'student',
    'studentname',
    'displayname',
    '이름',
    '성명',
    '학생',
    '학생이름',
    '학생명',
  ],
  studentNumber: ['number', 'no', 'no.', 'id', 'studentid', 'studentnumber', '번호', '학번', '출석번호'],
} as const;
type Column = keyof typeof columnNames;

/** A class has at most this many lines; a longer list is another thing. */
const maxLines = 5_000;
const maxNumber = 40;

/**
 * Reads a list of students as it comes out of a spreadsheet or a school's system: commas, semicolons or tabs, with a heading line or
 * without, UTF-8 or CP949. Every line is either good or says what is wrong with it. Never throws.
 */
export function parseRoster(list: Uint8Array | string): ParsedRoster {
  const { text, encoding } = decode(list);
  const rows = readRows(text);
  const columns = findColumns(rows[0] ?? []) ?? guessColumns(rows);
  const good: RosterLine[] = [];
  const bad: ParsedRoster['bad'] = [];
  const seen = new Set<string>();
  rows.forEach((cells, index) => {
    if (index < columns.firstRow || cells.every((cell) => cell.trim() === '')) return;
    const line = index + 1;
    const told = (problem: ParsedRoster['bad'][number]['problem']) =>
      bad.push({ line, text: clean(cells.join(' ')).slice(0, 120), problem });
    const cell = (column: Column): string => clean(cells[columns.at[column] ?? -1] ?? '');
    const typed = cell('email');
    if (typed === '') return told('no-email');
    const email = tryEmail(typed);
    if (email === undefined) return told('email-invalid');
    const displayName = cell('displayName');
    if (displayName === '' && columns.at.displayName !== undefined) return told('name-missing');
    if ([...displayName].length > limits.nameCharacters) return told('name-too-long');
    if (seen.has(email)) return told('twice');
    seen.add(email);
    good.push({
      line,
      email,
      displayName: displayName === '' ? (email.split('@')[0] ?? '') : displayName,
      studentNumber: cell('studentNumber').slice(0, maxNumber),
    });
  });
  return { good, bad, encoding, columns: columns.names };
}

/**
 * A student is a line: each is read for itself, so that a quote which is never closed spoils its own line and no other (and costs no
 * search through all that follow).
 */
function readRows(text: string): string[][] {
  const lines = text.split(/\r\n|\n|\r/).slice(0, maxLines + 1);
  const sample = lines.slice(0, 20).join('\n');
  const counts = delimiters.map((delimiter) => sample.split(delimiter).length);
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  return lines.map((line) => Papa.parse<string[]>(line, { delimiter, newline: '\n' }).data[0] ?? []);
}

const delimiters = [',', '\t', ';', '|'];

/** UTF-8 when it is valid, else what Korean spreadsheets write. @see WHATWG Encoding, "euc-kr" is CP949 (UHC) */
function decode(list: Uint8Array | string): { text: string; encoding: 'utf-8' | 'cp949' } {
  if (typeof list === 'string') return { text: list.replace(/^\ufeff/, ''), encoding: 'utf-8' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(list), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('euc-kr').decode(list), encoding: 'cp949' };
  }
}

interface Columns {
  firstRow: number;
  at: Partial<Record<Column, number>>;
  names: RosterPreview['columns'];
}

function findColumns(heading: readonly string[]): Columns | undefined {
  const simple = heading.map((cell) => cell.normalize('NFKC').toLowerCase().replace(/[\s_]/g, ''));
  const find = (column: Column) =>
    simple.findIndex((cell) => (columnNames[column] as readonly string[]).includes(cell));
  if (find('email') < 0) return undefined;
  const at: Columns['at'] = {};
  for (const column of Object.keys(columnNames) as Column[]) {
    const index = find(column);
    if (index >= 0) at[column] = index;
  }
  const named = (column: Column) => (at[column] === undefined ? undefined : heading[at[column]]?.trim());
  return {
    firstRow: 1,
    at,
    names: {
      email: named('email') ?? '',
      displayName: named('displayName'),
      studentNumber: named('studentNumber'),
    },
  };
}

/** Without a heading: addresses stand where most cells hold an `@`, numbers where they are digits, the name is what is left. */
function guessColumns(rows: readonly string[][]): Columns {
  const width = Math.max(1, ...rows.slice(0, 50).map((row) => row.length));
  const share = (index: number, test: RegExp) =>
    rows.slice(0, 50).filter((row) => test.test(row[index]?.trim() ?? '')).length;
  const indexes = Array.from({ length: width }, (_, index) => index);
  const best = (test: RegExp, without: readonly number[]) =>
    indexes
      .filter((index) => !without.includes(index) && share(index, test) > 0)
      .sort((a, b) => share(b, test) - share(a, test))[0];
  const email = best(/@/, []) ?? 0;
  const studentNumber = best(/^\d{1,12}$/, [email]);
  const displayName = best(/\p{L}/u, [email, studentNumber ?? -1]);
  const at: Columns['at'] = { email };
  if (studentNumber !== undefined) at.studentNumber = studentNumber;
  if (displayName !== undefined) at.displayName = displayName;
  return { firstRow: 0, at, names: { email: '', displayName: undefined, studentNumber: undefined } };
}

/** One line without what turns or hides text. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim();

function tryEmail(typed: string): string | undefined {
  try {
    return normalizeEmail(typed);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
