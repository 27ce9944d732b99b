import type { Actor } from './actor';
import type { StatementOf } from './contract/statements';
import type { HoursView } from './hours-services';

/* Statements of hours; a part of `services.ts`. */

export interface StatementAsked {
  of: StatementOf;
  /** A class's id, a school's or programme's name; of a person nothing: one's own. */
  id?: string;
  /** Days of the portal's country, `YYYY-MM-DD`, both inclusive [the last 90 until today]. At most a year. */
  from?: string;
  to?: string;
}

export interface StatementView {
  of: StatementOf;
  id: string | undefined;
  /** Of the person, class, school or programme, in the reader's language. */
  name: string;
  from: string;
  to: string;
  /** As the ledger stood before the first moment of the first day, and after the last of the last. */
  opening: HoursView;
  closing: HoursView;
  /** What came and went between: closing − opening. */
  change: { grantedMilliGpuSeconds: number; usedMilliGpuSeconds: number };
  lineCount: number;
}

export interface StatementFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** Who may: a person of themselves; of a class its teachers and assistants; of schools and programmes administrators. */
export interface StatementServices {
  /** @throws AppError[not-found | not-allowed]; [invalid-input] with `from` or `to`; [limit-reached] with too many lines: a shorter period */
  read(actor: Actor, asked: StatementAsked): Promise<StatementView>;
  /** The same as a file to keep; sums are the ledger's. */
  file(actor: Actor, asked: StatementAsked, kind: 'csv' | 'pdf'): Promise<StatementFile>;
  /** What an administrator may ask for: schools that have classes, and the programmes. @throws AppError[not-allowed] */
  subjects(actor: Actor): Promise<{ schools: string[]; programmes: { name: string; title: string }[] }>;
}
