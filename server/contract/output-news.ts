import type { ErrorCode } from './error-codes';

/**
 * What a job printed, in whole lines, so that parts can be put one after the other: a line that is not finished yet comes again,
 * grown, with the next part, and takes the place of what was shown of it (a progress bar writes its line over and over).
 */
export interface OutputLines {
  /** The byte of the file that `text` begins at. */
  fromByte: number;
  /** Whole lines, cleaned: no control characters but newline and tab. */
  text: string;
  /** The line that is being written, as it stands. */
  unfinished: string;
  /** The byte that the next part begins at. */
  nextByte: number;
  sizeBytes: number;
}

/** What a page that watches a job's output is told (`/live/output`). */
export type OutputNews =
  | ({ kind: 'lines' } & OutputLines)
  /** Nothing is written yet. */
  | { kind: 'nothing' }
  /** It cannot be read now; it goes on by itself once it can. */
  | { kind: 'away'; code: ErrorCode }
  /** The launch has ended and everything was said. */
  | { kind: 'end' }
  /** The browser session that watched has ended. */
  | { kind: 'session-ended' };
