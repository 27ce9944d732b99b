import type { ErrorCode } from '#server/contract/error-codes';
import type { EditView, FileView, FolderView } from '#server/file-services';

/** What the page of a path shows: a folder, a file, a file in the editor, or why it cannot be shown now. */
export type FilesShown =
  | FolderView
  | FileView
  | ({ kind: 'edit' } & EditView)
  | { kind: 'trouble'; code: ErrorCode; details: Record<string, string | number> };

export type FilesDone = 'make' | 'rename' | 'move' | 'trash';

/** A path from the home on, one further. Never throws. */
export const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The folder that a path is in. Never throws. */
export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');
