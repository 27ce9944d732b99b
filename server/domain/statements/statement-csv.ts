import Papa from 'papaparse';
import { milliGpuSecondsPerGpuHour, toViewNumber } from '../../contract/hours';
import type { Locale } from '../../contract/roles';
import type { Statement, StatementLine } from './read-statement';
import { seoulTime, statementWords } from './statement-words';

/** Without it Excel takes UTF-8 for the system's own code page, and Korean for noise. */
const byteOrderMark = '\ufeff';

/**
 * What a spreadsheet would take for a formula, also behind blanks and in wide letters: it gets an apostrophe before it. Figures are figures
 * and stay. @see OWASP, CSV Injection
 */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;

/**
 * A statement as CSV: opening, lines, closing. Hours are rounded for reading; the seconds beside them are exact, and add up.
 * Effects: none.
 */
export function statementCsv(statement: Statement, locale: Locale): string {
  const words = statementWords[locale];
  const { columns } = words;
  const figures = [columns.granted, columns.held, columns.used];
  const head = [
    columns.at,
    columns.kind,
    columns.what,
    columns.of,
    ...figures.map((name) => `${name} (${words.hours})`),
    ...figures.map((name) => `${name} (${words.seconds})`),
  ];
  const end = (word: string, sums: Statement['opening']) => ['', word, statement.name, '', ...amounts(sums)];
  const rows = [
    head,
    end(`${words.opening} ${statement.from}`, statement.opening),
    ...statement.lines.map((line) => [
      line.at ? seoulTime(line.at) : '',
      words.kinds[line.kind],
      line.what,
      line.of,
      ...amounts(line),
    ]),
    end(`${words.closing} ${statement.to}`, statement.closing),
  ];
  return byteOrderMark + Papa.unparse(rows, { escapeFormulae: formula });
}

function amounts({ granted, held, used }: Pick<StatementLine, 'granted' | 'held' | 'used'>): number[] {
  const all = [granted, held, used].map(toViewNumber);
  const hours = all.map((amount) => Math.round((amount / milliGpuSecondsPerGpuHour) * 10_000) / 10_000);
  return [...hours, ...all.map((amount) => amount / 1000)];
}
