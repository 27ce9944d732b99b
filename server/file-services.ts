import type { Actor } from './actor';
import type { DocBlock } from './contract/docs';

/* Files of a person's own login at a cluster; a part of `services.ts`. */

export interface FileEntryView {
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  sizeBytes: number;
  modifiedAt: Date;
}

export interface FolderView {
  kind: 'folder';
  /** From the home on, `/` between folders; empty for the home itself. */
  path: string;
  /** Folders first, then by name; at most `limits.folderEntries`. */
  entries: FileEntryView[];
  total: number;
}

export type NotebookCellView =
  | { kind: 'markdown'; blocks: DocBlock[] }
  | {
      kind: 'code';
      text: string;
      number: number | undefined;
      outputs: (
        | { kind: 'text'; text: string; isError: boolean }
        | { kind: 'picture'; type: 'image/png' | 'image/jpeg'; base64: string }
        | { kind: 'left-out'; what: string }
      )[];
    };

export type PreviewView =
  | { kind: 'text'; text: string; isCut: boolean; encoding: 'utf-8' | 'cp949' }
  | {
      kind: 'table';
      head: string[];
      rows: string[][];
      /** Rows that are not in `rows`; of a cut file, those that were read. */
      moreRows: number;
      moreColumns: number;
      isCut: boolean;
      encoding: 'utf-8' | 'cp949';
    }
  | { kind: 'picture' }
  | { kind: 'pdf' }
  | { kind: 'notebook'; language: string; cells: NotebookCellView[]; moreCells: number }
  | { kind: 'none'; why: 'binary' | 'too-large' };

export interface FileView {
  kind: 'file';
  path: string;
  name: string;
  sizeBytes: number;
  modifiedAt: Date;
  preview: PreviewView;
  /** It is a text that the editor gives back unchanged where nothing was changed. */
  mayEdit: boolean;
}

export interface EditView {
  path: string;
  name: string;
  text: string;
  /** Which version this is; given back with the save. */
  base: string;
}

/** saved: `path` is where. changed: somebody saved something else meanwhile, and nothing was written. */
export type SaveView =
  | { outcome: 'saved'; path: string; base: string }
  | {
      outcome: 'changed';
      /** What stands there now; undefined when it is gone or no text any more. */
      theirs: { text: string; base: string; modifiedAt: Date } | undefined;
    };

export interface SpaceView {
  usedBytes: number;
  limitBytes: number;
  /** quota: of the login alone; disk: of everybody on the same disk. */
  of: 'quota' | 'disk';
}

export interface TrashView {
  id: string;
  /** Where it was, from the home on. */
  path: string;
  kind: FileEntryView['kind'];
  sizeBytes: number;
  trashedAt: Date;
}

/** A file to be sent on; whoever opens it closes it. */
export interface OpenFileView {
  name: string;
  contentType: string;
  sizeBytes: number;
  modifiedAt: Date;
  /** From a byte (inclusive) to another (exclusive), as fast as it is taken. */
  bytes(from: number, to: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface UploadView {
  offsetBytes: number;
  sizeBytes: number;
}

/**
 * The files of the actor's own login, over SFTP as that login: what it may not do there, it may not do here. Paths go from the login's home
 * on and never out of it, links included.
 * @throws AppError[not-allowed | not-found | cluster-closed | cluster-down | host-key-changed | deadline-passed | no-permission | outside-home] from each
 */
export interface FileServices {
  look(actor: Actor, cluster: string, path: string): Promise<FolderView | FileView>;
  /** undefined: the cluster does not say. */
  space(actor: Actor, cluster: string): Promise<SpaceView | undefined>;
  /** @throws AppError[limit-reached] */
  open(actor: Actor, cluster: string, path: string): Promise<OpenFileView>;
  /** A folder with what is in it, links left out. @throws AppError[limit-reached | too-large] */
  zip(actor: Actor, cluster: string, path: string): Promise<{ name: string; bytes: NodeJS.ReadableStream }>;
  /** @throws AppError[wrong-state] for what is no text that can be edited */
  edit(actor: Actor, cluster: string, path: string): Promise<EditView>;
  /** isCopy: under a new name beside it, whatever stands there. @throws AppError[disk-full | too-large] */
  save(
    actor: Actor,
    cluster: string,
    path: string,
    change: { text: string; base: string; isCopy: boolean },
  ): Promise<SaveView>;
  /** In the folder `path`. @throws AppError[name-taken | file-name-invalid] */
  make(
    actor: Actor,
    cluster: string,
    path: string,
    what: { kind: 'file' | 'folder'; name: string },
  ): Promise<void>;
  /** @throws AppError[name-taken | file-name-invalid | wrong-state] */
  rename(actor: Actor, cluster: string, path: string, name: string): Promise<void>;
  /** Into another folder, under a free name. @throws AppError[wrong-state] */
  move(actor: Actor, cluster: string, paths: readonly string[], toFolder: string): Promise<void>;
  /** Into `~/.modu/trash`. @throws AppError[wrong-state] for the home and the portal's own folder */
  trash(actor: Actor, cluster: string, paths: readonly string[]): Promise<void>;
  listTrash(actor: Actor, cluster: string): Promise<TrashView[]>;
  /** To where it was, under a free name; the path that it has now. */
  restore(actor: Actor, cluster: string, trashId: string): Promise<string>;
  /** For good. undefined: everything in the trash. */
  forget(actor: Actor, cluster: string, trashId: string | undefined): Promise<void>;
  /** Begins a file in a folder; nothing is seen under its name before all of it is there. @throws AppError[file-name-invalid | too-large] */
  beginUpload(
    actor: Actor,
    cluster: string,
    file: { folder: string; name: string; sizeBytes: number },
  ): Promise<{ id: string }>;
  uploadState(actor: Actor, cluster: string, uploadId: string): Promise<UploadView>;
  /**
   * Takes what comes from a byte on, until it ends or is cut; what arrived stays. With the last byte the file gets its name, or a free one.
   * @throws AppError[changed-meanwhile] when `offsetBytes` is not what is there; AppError[disk-full | too-large | limit-reached]
   */
  takeUpload(
    actor: Actor,
    cluster: string,
    uploadId: string,
    offsetBytes: number,
    parts: AsyncIterable<Uint8Array>,
  ): Promise<UploadView>;
  dropUpload(actor: Actor, cluster: string, uploadId: string): Promise<void>;
}
