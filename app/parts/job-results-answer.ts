import type { ErrorCode } from '#server/contract/error-codes';
import type { FolderView } from '#server/file-services';

export interface ResultFile {
  path: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/** What `/launches/:id/results` gives: the files, or why they cannot be listed now. */
export type ResultsAnswer = { files: ResultFile[] } | { code: ErrorCode };

/** What `/launches/:id/folder` shows: what is in the folder, or why it cannot be listed now. */
export type FolderAnswer =
  { folder: FolderView } | { code: ErrorCode; details: Record<string, string | number> };
