import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { type ClientChannel, type SFTPWrapper } from 'ssh2';
import { AppError } from '#server/contract/app-error';
import { Deadline, pause, step, type Losable } from './deadline';
import { channelsOpeningAtOnce, channelsPerConnection, shellsPerConnection } from './pool-options';
import type { DialTarget } from './port';
import { TunnelSocket } from './tunnel-socket';
import { Turns } from './turns';

/** A channel with what it holds of the connection's budget; `free` gives it back (once). */
export interface OpenChannel {
  channel: ClientChannel;
  free(): void;
}

/** Room for one shell, taken before it is opened: those who asked together must not all count on the same room. */
export interface ShellPlace {
  connection: Connection;
  /** Once; further calls do nothing. */
  free(): void;
}

/**
 * One signed-in connection and its budget of session channels. Lives until it is lost, idle for `idleMs`, or retired (it is older than
 * `maxAgeMs`, or an operation on it passed its deadline: no new work, closed when the rest has ended).
 */
export class Connection implements Losable {
  #lost: AppError | undefined;
  readonly #lostListeners = new Set<(error: AppError) => void>();
  readonly #channels = new Turns(channelsPerConnection);
  readonly #openings = new Turns(channelsOpeningAtOnce);
  #inUse = 0;
  #shells = 0;
  #isRetired = false;
  #idleTimer: NodeJS.Timeout | undefined;
  readonly #oldTimer: NodeJS.Timeout;
  #sftp: Promise<SFTPWrapper> | undefined;
  #idleTerminal: Promise<void> | undefined;

  constructor(
    private readonly client: Client,
    private readonly limits: { idleMs: number; maxAgeMs: number },
  ) {
    client.on('error', (error) => this.#lose(error.message));
    client.on('close', () => this.#lose('connection closed'));
    this.#oldTimer = setTimeout(() => this.retire(), limits.maxAgeMs).unref();
    this.#watchIdle();
  }

  get isUsable(): boolean {
    return !this.#lost && !this.#isRetired;
  }

  takeShellPlace(): ShellPlace | undefined {
    if (!this.isUsable || this.#shells >= shellsPerConnection) return undefined;
    this.#shells += 1;
    let isFreed = false;
    const free = () => {
      if (!isFreed) this.#shells -= 1;
      isFreed = true;
    };
    return { connection: this, free };
  }

  onLost(listener: (error: AppError) => void): () => void {
    if (this.#lost) {
      listener(this.#lost);
      return () => undefined;
    }
    this.#lostListeners.add(listener);
    return () => this.#lostListeners.delete(listener);
  }

  /** Opens a channel for one command. @throws as `step`; AppError[cluster-answer-unclear] when the server refuses for good. */
  exec(line: string, deadline: Deadline): Promise<OpenChannel> {
    return this.#open(deadline, (done) => this.client.exec(line, done));
  }

  /** line [the login's shell]: what runs on the terminal instead. */
  shell(size: { columns: number; rows: number }, deadline: Deadline, line?: string): Promise<OpenChannel> {
    const window = { term: 'xterm-256color', cols: size.columns, rows: size.rows, width: 0, height: 0 };
    return this.#open(deadline, (done) =>
      line === undefined ? this.client.shell(window, done) : this.client.exec(line, { pty: window }, done),
    );
  }

  /**
   * Opens a channel to what listens at the far side; undefined: nothing does. Such channels cost nothing of the budget (sshd_config(5),
   * MaxSessions counts sessions only; tried with 200). @throws as `exec`.
   */
  async dial(target: DialTarget, deadline: Deadline): Promise<Duplex | undefined> {
    this.#enter();
    let leave: (() => void) | undefined = () => this.#leave();
    try {
      await this.#quicken(deadline);
      const channel = await step<ClientChannel>(this, deadline, (resolve, reject) => {
        let isGivenUp = false;
        const done = (error: Error | undefined, opened: ClientChannel) => {
          if (isGivenUp) opened?.destroy();
          else if (error) reject(error);
          else resolve(opened);
        };
        if (target.kind === 'socket') this.client.openssh_forwardOutStreamLocal(target.path, done);
        else this.client.forwardOut('127.0.0.1', 0, target.host, target.port, done);
        return () => (isGivenUp = true);
      });
      const socket = new TunnelSocket(channel);
      const stopListening = this.onLost((error) => socket.destroy(error));
      socket.on('error', () => undefined);
      socket.once('close', () => {
        stopListening();
        this.#leave();
      });
      leave = undefined;
      return socket;
    } catch (error) {
      const { reason } = error as { reason?: unknown };
      if (reason === connectFailed) return undefined;
      if (reason !== undefined) throw new AppError('cluster-answer-unclear', { cause: error });
      throw toAppError(error, this.#lost);
    } finally {
      leave?.();
    }
  }

  /**
   * sshd turns Nagle's wait off for a connection with a terminal only: without one, small answers through a tunnel come 40 ms late
   * (measured, OpenSSH 9.2, 2 cores, 2026-11: p99 38.8 ms, with it 5.0). One idle terminal a connection, kept until its end.
   */
  async #quicken(deadline: Deadline): Promise<void> {
    this.#idleTerminal ??= this.#openIdleTerminal(deadline).catch(() => {
      // A login without terminals: slower, and no less right.
    });
    await this.#idleTerminal;
  }

  async #openIdleTerminal(deadline: Deadline): Promise<void> {
    const giveBack = await this.#channels.take(this, deadline);
    try {
      const channel = await this.#retryRefused<ClientChannel>(deadline, (done) =>
        this.client.exec('cat >/dev/null', { pty: true }, done),
      );
      channel.on('error', () => undefined);
      channel.stderr.on('error', () => undefined);
      channel.resume();
      channel.stderr.resume();
      channel.once('close', () => {
        this.#idleTerminal = undefined;
        giveBack();
      });
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** The connection's one file channel, opened on first use and kept. Counts as in use only while `useWhile` says so. */
  sftp(deadline: Deadline): Promise<SFTPWrapper> {
    if (!this.#sftp) {
      const opening = (this.#sftp = this.#openSftp(new Deadline(sftpOpenMs)));
      opening.catch(() => {
        if (this.#sftp === opening) this.#sftp = undefined;
      });
    }
    const opening = this.#sftp;
    return step<SFTPWrapper>(this, deadline, (resolve, reject) => void opening.then(resolve, reject));
  }

  /** Keeps the connection from being closed as idle while the work goes on. */
  async useWhile<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The same for work that has no one call around it: until the answer is called (once). */
  hold(): () => void {
    this.#enter();
    let isHeld = true;
    return () => {
      if (isHeld) this.#leave();
      isHeld = false;
    };
  }

  /** No new work; closes when the rest has ended. Channels that hang at the far end keep their slots there (sshd_config(5), MaxSessions). */
  retire(): void {
    this.#isRetired = true;
    if (this.#inUse === 0) this.destroy();
  }

  destroy(): void {
    this.client.end();
    this.client.destroy();
    this.#lose('connection closed');
  }

  async #openSftp(deadline: Deadline): Promise<SFTPWrapper> {
    const giveBack = await this.#channels.take(this, deadline);
    try {
      const sftp = await this.#retryRefused<SFTPWrapper>(deadline, (done) => this.client.sftp(done));
      sftp.on('error', () => undefined);
      sftp.once('close', () => {
        this.#sftp = undefined;
        giveBack();
      });
      return sftp;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  async #open(deadline: Deadline, begin: Opening<ClientChannel>): Promise<OpenChannel> {
    this.#enter();
    let giveBack: (() => void) | undefined;
    const free = () => {
      if (!giveBack) return;
      giveBack();
      giveBack = undefined;
      this.#leave();
    };
    try {
      giveBack = await this.#channels.take(this, deadline);
      const channel = await this.#retryRefused(deadline, begin);
      channel.on('error', () => undefined);
      channel.stderr.on('error', () => undefined);
      return { channel, free };
    } catch (error) {
      if (giveBack) free();
      else this.#leave();
      throw error;
    }
  }

  /** sshd frees a session's slot only after it has reaped the child: a refusal within our budget is a matter of milliseconds. */
  async #retryRefused<Channel extends { end(): unknown }>(
    deadline: Deadline,
    begin: Opening<Channel>,
  ): Promise<Channel> {
    for (let waitMs = 10; ; waitMs = Math.min(waitMs * 2, 500)) {
      const giveBack = await this.#openings.take(this, deadline);
      try {
        return await step<Channel>(this, deadline, (resolve, reject) => {
          let isGivenUp = false;
          begin((error, channel) => {
            if (isGivenUp) channel?.end();
            else if (error) reject(error);
            else resolve(channel);
          });
          return () => (isGivenUp = true);
        });
      } catch (error) {
        const reason = (error as { reason?: unknown }).reason;
        if (reason === undefined) throw toAppError(error, this.#lost);
        if (!refusedForNow.has(reason)) throw new AppError('cluster-answer-unclear', { cause: error });
      } finally {
        giveBack();
      }
      await pause(this, deadline, waitMs * (0.5 + Math.random()));
    }
  }

  #enter(): void {
    this.#inUse += 1;
    clearTimeout(this.#idleTimer);
  }

  #leave(): void {
    this.#inUse -= 1;
    if (this.#inUse === 0) this.#watchIdle();
  }

  #watchIdle(): void {
    if (this.#lost) return;
    if (this.#isRetired) return this.destroy();
    this.#idleTimer = setTimeout(() => this.destroy(), this.limits.idleMs);
    this.#idleTimer.unref();
  }

  #lose(words: string): void {
    if (this.#lost) return;
    this.#lost = new AppError('cluster-down', { details: { words } });
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#oldTimer);
    for (const listener of [...this.#lostListeners]) listener(this.#lost);
    this.#lostListeners.clear();
    this.client.destroy();
  }
}

/** Waiting for the file channel is everybody's who asked; each has a deadline of its own beside this. */
const sftpOpenMs = 15_000;

type Opening<Channel> = (done: (error: Error | undefined, channel: Channel) => void) => unknown;

/** What a forward is answered when nothing listens there. @see RFC 4254 5.1 */
const connectFailed = 2;

/** RFC 4254 5.1: 2 SSH_OPEN_CONNECT_FAILED (what OpenSSH answers over MaxSessions), 4 SSH_OPEN_RESOURCE_SHORTAGE. */
const refusedForNow: ReadonlySet<unknown> = new Set([2, 4]);

function toAppError(error: unknown, lost: AppError | undefined): unknown {
  if (lost) return lost;
  const message = error instanceof Error ? error.message : '';
  if (/^(Not connected|No response from server|Channel open failure)/.test(message)) {
    return new AppError('cluster-down', { details: { words: message }, cause: error });
  }
  return (error as { isAppError?: boolean }).isAppError
    ? error
    : new AppError('cluster-answer-unclear', { details: { words: message }, cause: error });
}
