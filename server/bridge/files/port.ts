import type { AppAddress } from '#server/contract/apps';
import type { OutputLines } from '#server/contract/output-news';
import type { SshLink } from '../ssh/port';

/** What `run.sh` leaves in the launch's folder when a job, or one task of an array, has ended. Written by tmp and rename. */
export interface EndFile {
  arrayIndex: number | undefined;
  schedulerJobId: string;
  startedAt: Date;
  endedAt: Date;
  exitCode: number;
  node: string;
  gpus: number;
}

export interface OutputPart {
  /** Cleaned: UTF-8 with replacement, no control characters but newline and tab, no bidi overrides. */
  text: string;
  /** Where to go on reading. */
  nextByte: number;
  sizeBytes: number;
  /** true when bytes before this part were left out. */
  isCutAtStart: boolean;
}

export interface ResultFile {
  /** Relative to the launch's work folder, `/` between folders. */
  path: string;
  sizeBytes: number;
  modifiedAt: Date;
}

/**
 * The files of a launch at its cluster, `~/.modu/<ulid>/`: `user.sh` and what the scheduler port stages, `work/` (the working folder,
 * with the template's input), `output.log` (or `output-<index>.log`), `exit.json` (or `exit-<index>.json`), `cancelled`.
 * All as the person's own login.
 */
export interface LaunchFiles {
  /** Writes all files of a launch. Calling twice is harmless. @throws AppError[cluster-down | deadline-passed | cluster-answer-unclear] */
  stage(
    link: SshLink,
    launchId: string,
    files: readonly { path: string; bytes: Uint8Array; mode: number }[],
  ): Promise<void>;
  /** The mark that wins over a submit that is under way. Calling twice is harmless. */
  markCancelled(link: SshLink, launchId: string): Promise<void>;
  /** The end files that are there now. A missing file says nothing. */
  readEnds(link: SshLink, launchId: string): Promise<EndFile[]>;
  /** Where an app's job says that it listens; undefined: it has not said so (yet), or in a way that cannot be believed. */
  readAppAddress(link: SshLink, launchId: string): Promise<AppAddress | undefined>;
  /** Output from a byte on (undefined: the last `maxBytes`); undefined when there is none yet. */
  readOutput(
    link: SshLink,
    launchId: string,
    at: { arrayIndex?: number | undefined; fromByte?: number | undefined; maxBytes: number },
  ): Promise<OutputPart | undefined>;
  /** The same in whole lines, to be followed while it grows. A file that has become shorter is begun anew. */
  readLines(
    link: SshLink,
    launchId: string,
    at: { arrayIndex?: number | undefined; fromByte?: number | undefined; maxBytes: number },
  ): Promise<OutputLines | undefined>;
  /** Files in `work/`, at most 200, at most 3 folders deep, newest last; without what was staged. */
  listResults(link: SshLink, launchId: string): Promise<ResultFile[]>;
  /** @throws AppError[not-found | too-large]. Refuses `..`, absolute paths, and links that lead out of the work folder. */
  readResult(link: SshLink, launchId: string, path: string, maxBytes: number): Promise<Buffer>;
}

/** How the lock that keeps two launchers apart was got: `launcher.sh` takes flock where there is one, else a folder. */
export type LockKind = 'flock' | 'folder';

/** What was found of a claim on a login. */
export interface SeenClaim {
  /** Who came in, as the host says it. */
  name: string;
  /** Why it cannot be the login's own; undefined: it is. */
  trouble: 'absent' | 'not-own' | 'open-to-others' | undefined;
  words: string;
}

/** What a login host offers to a login: what is tried before a cluster is used. Each method is one command. */
export interface LoginHost {
  /** The name of the login, as the host says it. @throws AppError as SshLink.run, for all of these */
  readName(link: SshLink): Promise<string>;
  /** Seconds that the host's clock stands ahead of ours (negative: behind), less half of what the answer took. */
  readClockSkew(link: SshLink): Promise<number>;
  /** Writes, reads back and deletes a file in `~/.modu`. words: what kept it from that, undefined when it worked. */
  tryHome(link: SshLink): Promise<{ words: string | undefined }>;
  /** What the login has written down for a claim on it, and whether nobody else can have. */
  readClaim(link: SshLink, id: string): Promise<SeenClaim>;
  /** Leaves a mark in a home that is to be cleaned; the host's clock in whole seconds, after all that is there. id: of the mark. */
  markForCleaning(link: SshLink, id: string): Promise<number>;
  /** What a login still has after cleaning: the mark, what is older than it, processes, a crontab. undefined: nothing. */
  readLeftOver(link: SshLink, id: string, beforeSeconds: number): Promise<string | undefined>;
  /** Takes a lock twice: the second must be refused. undefined: no lock keeps two processes apart there. */
  tryLock(link: SshLink): Promise<LockKind | undefined>;
  /** The version of a program as it prints it; undefined when the login does not find it. */
  readProgram(link: SshLink, program: 'python3' | 'jupyter'): Promise<string | undefined>;
  /** Where the login finds a command, as commands over SSH do; undefined when it does not. */
  findCommand(link: SshLink, name: string): Promise<string | undefined>;
  /** What the host lets through: to hosts and ports (asked with its own SSH port), to unix sockets alone, or nothing. */
  tryForwarding(link: SshLink, port: number): Promise<'tcp' | 'socket' | undefined>;
}

/** The beginning of a file as a person reads it. */
export interface ReadText {
  kind: 'text';
  /** Cleaned as output is; what comes after an incomplete character or line at the cut is left out. */
  text: string;
  /** The file exactly, when all of it was read, it is UTF-8 and its lines end in one way; undefined otherwise. */
  exact: { text: string; hash: string; lineEnd: '\n' | '\r\n' } | undefined;
  encoding: 'utf-8' | 'cp949';
  isCut: boolean;
  sizeBytes: number;
  modifiedAt: Date;
}

/** A cell of a notebook: nothing of it is markup, and nothing runs. */
export type NotebookCell =
  | { kind: 'markdown'; text: string }
  | { kind: 'code'; text: string; number: number | undefined; outputs: NotebookOutput[] };
export type NotebookOutput =
  | { kind: 'text'; text: string; isError: boolean }
  | { kind: 'picture'; type: 'image/png' | 'image/jpeg'; base64: string }
  /** Widgets, HTML and whatever else is not shown. */
  | { kind: 'left-out'; what: string };

export interface Notebook {
  language: string;
  cells: NotebookCell[];
  /** Cells that are not in `cells`. */
  moreCells: number;
}

/** How full the place of a login's home is. */
export interface HomeSpace {
  usedBytes: number;
  limitBytes: number;
  /** quota: of the login alone; disk: of everybody on the same disk. */
  of: 'quota' | 'disk';
}

/** The files of a login's home as a person looks at them; paths are as the far side has resolved them. */
export interface HomeFiles {
  /** At most `maxBytes` from the beginning; undefined when nothing plain is there; `binary` when it is no text. */
  readText(link: SshLink, path: string, maxBytes: number): Promise<ReadText | { kind: 'binary' } | undefined>;
  /** undefined when it is no notebook. Never throws. @see nbformat 4 */
  readNotebook(text: string): Notebook | undefined;
  /** undefined: the host does not say. @throws AppError as SshLink.run */
  readSpace(link: SshLink): Promise<HomeSpace | undefined>;
  /** Deletes a folder with all that is in it, links as links; harmless when it is not there. @throws AppError as SshLink.run */
  removeTree(link: SshLink, path: string): Promise<void>;
  /** Deletes all that is in the login's home; harmless when it is empty. @throws AppError[no-permission] when something stays, and as SshLink.run */
  emptyHome(link: SshLink): Promise<void>;
}
