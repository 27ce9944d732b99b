import type { Duplex } from 'node:stream';

/**
 * The door to a cluster. One pooled connection per (cluster, login), pinned host keys, keep-alive, a deadline on every operation,
 * at most 8 session channels a connection of which 4 open at once. Nothing else in the portal speaks SSH.
 */
export interface SshTarget {
  cluster: string;
  /** The host in front of the cluster that lets connections through, where there is one [reached directly]. */
  jump?: JumpHost | null | undefined;
  host: string;
  port: number;
  /** Raw host keys that are believed, `ssh-ed25519 AAAA…`; any other is refused before a credential is sent. At least one. */
  hostKeys: readonly string[];
  /** The POSIX name to sign in as. */
  login: string;
  /** [key] certificate: each profile has connections of its own, since a certificate is for one. */
  signIn?: 'key' | 'certificate';
  /** Absolute; put in front of PATH for commands, where the site has its scheduler in an unusual place. */
  commandFolder?: string | undefined;
}

/**
 * A host that every connection to a cluster goes through, as with `ssh -J`: it sees their bytes sealed, and is signed in to once for all
 * logins, with a connection for forwarding alone. @see ssh_config(5), ProxyJump
 */
export interface JumpHost {
  host: string;
  port: number;
  /** As of the cluster itself. */
  hostKeys: readonly string[];
  /** The cluster's service login, unless it has another name there. */
  login: string;
}

/** What a connection is for: commands and files · connections through the cluster · shells. */
export const sshProfiles = ['control', 'tunnel', 'shell'] as const;
export type SshProfile = (typeof sshProfiles)[number];

/** What comes in as a login without its private key being here. */
export interface SshIdentity {
  /** The key or the certificate, `ssh-ed25519 AAAA…` or `ssh-ed25519-cert-v01@openssh.com AAAA…`. */
  publicLine: string;
  /** The bare signature of what SSH asks to be signed; once. @throws AppError */
  sign(data: Buffer): Promise<Buffer>;
}

/** Where the pool gets what signs for a login: something that signs elsewhere, or (tests, tools) a key. Asked at every connect. */
export type KeyOf = (target: SshTarget, profile: SshProfile) => Promise<SshIdentity | { privateKey: string }>;

export interface RemoteCommand {
  /** A fixed text, or words quoted by `quoteWords`: never put together from what a person typed. */
  line: string;
  /** What the command reads; ended after. */
  stdin?: string | Uint8Array;
  /** [15 000] */
  deadlineMs?: number;
  /** Of stdout; more than this is an error, not a cut. [5 MiB] */
  maxOutputBytes?: number;
}

export interface RemoteResult {
  stdout: Buffer;
  stderr: string;
  /** null when a signal ended it. */
  exitCode: number | null;
  signal: string | null;
}

export interface RemoteShell {
  onData(listener: (bytes: Buffer) => void): void;
  /** Once, whatever the reason. exitCode is null when the connection went away. */
  onEnd(listener: (exitCode: number | null) => void): void;
  write(bytes: Uint8Array): void;
  resize(columns: number, rows: number): void;
  /** Stops reading: SSH's own window then stops the far end. */
  pause(): void;
  resume(): void;
  /** Harmless when already closed. */
  close(): void;
}

/** Something that listens at the far side: a unix socket there, or a port that the far side can reach. */
export type DialTarget = { kind: 'socket'; path: string } | { kind: 'tcp'; host: string; port: number };

export interface RemoteFile {
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  sizeBytes: number;
  modifiedAt: Date;
  /** Its permission bits, without its kind. */
  mode: number;
}

/** A file that is held open at the far side: what is read is of one file, whatever happens to its name. Whoever opens it closes it. */
export interface OpenRemoteFile {
  sizeBytes: number;
  modifiedAt: Date;
  /** From a byte (inclusive) to another (exclusive), as fast as it is taken; ends early when the file has become shorter. */
  bytes(from: number, to: number): AsyncGenerator<Buffer>;
  /** Harmless when it is closed. */
  close(): Promise<void>;
}

/** SFTP as the login; paths are relative to its home unless absolute. */
export interface RemoteFiles {
  list(path: string): Promise<RemoteFile[]>;
  /** Of the place itself: a link is not followed. */
  stat(path: string): Promise<RemoteFile | undefined>;
  /** The absolute path without links, as the far side resolves it; undefined when there is no such place. */
  realPath(path: string): Promise<string | undefined>;
  /** Bytes `from` (inclusive, negative counts from the end) to at most `maxBytes` on; undefined when there is no such file. */
  read(
    path: string,
    from: number,
    maxBytes: number,
  ): Promise<{ bytes: Buffer; sizeBytes: number; from: number } | undefined>;
  /** Writes beside the place, syncs, renames over it. Calling twice leaves the same file. mode [0o600] */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /** Parents too; harmless when it exists. mode [0o700] */
  makeFolder(path: string, mode?: number): Promise<void>;
  /** undefined when there is no such file, or what is there is no plain file. */
  open(path: string): Promise<OpenRemoteFile | undefined>;
  /** A file of its own without anything in it. @throws AppError[name-taken] when something is there; the far side's umask applies. */
  create(path: string): Promise<void>;
  /**
   * Writes into a file that is there, from a byte on, one piece after the other: what arrived is whole up to its length, also when
   * `parts` or the connection ends in the middle. isLast: also waits until it is on the disk.
   * @throws AppError[not-found | disk-full], or what `parts` throws
   */
  writeOn(path: string, from: number, parts: AsyncIterable<Uint8Array>, isLast: () => boolean): Promise<void>;
  /** One folder. @throws AppError[name-taken | not-found] */
  makeOneFolder(path: string): Promise<void>;
  /** Never over something. @throws AppError[name-taken | not-found] */
  rename(from: string, to: string): Promise<void>;
  /** Harmless when it is not there; no folders. */
  remove(path: string): Promise<void>;
}

/** A link to one cluster as one login; connects on first use, and again after a loss. */
export interface SshLink {
  /**
   * Runs a command to its end.
   * @throws AppError[cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear]. After `deadline-passed` or a lost
   * connection it is not known whether the command ran.
   */
  run(command: RemoteCommand): Promise<RemoteResult>;
  /**
   * A terminal of that size with the login's shell on it, or with what `line` runs: a fixed text, or words quoted by `quoteWords`.
   * @throws as `run`
   */
  shell(size: { columns: number; rows: number }, line?: string): Promise<RemoteShell>;
  /**
   * Connects through the cluster to what listens there, as the login; undefined: nothing listens. The stream is a socket for `http.Agent`;
   * whoever dials closes it. @throws AppError[cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear], the last when
   * the cluster forbids forwarding.
   */
  dial(target: DialTarget): Promise<Duplex | undefined>;
  files: RemoteFiles;
}

export interface SshPool {
  link(target: SshTarget): SshLink;
  /**
   * Asks the servers behind an address for their host keys without signing in there; at least one. Behind a jump host that one is signed
   * in to, and resolves the name. @throws AppError[cluster-down] with details.trouble, and those of `SshLink.dial`
   */
  readHostKeys(
    address: { host: string; port: number } & Partial<Pick<SshTarget, 'cluster' | 'jump'>>,
  ): Promise<{ key: string; fingerprint: string }[]>;
  /** Open connections now: what tests and metrics look at. */
  size(): number;
  close(): Promise<void>;
}
