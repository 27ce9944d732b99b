import type { ErrorCode } from '#server/contract/error-codes';

export interface ResultFile {
  path: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/** What `/launches/:id/results` gives: the files, or why they cannot be listed now. */
export type ResultsAnswer = { files: ResultFile[] } | { code: ErrorCode };
