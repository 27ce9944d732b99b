import { newId } from '#db/new-id';
import type { RemoteShell } from '../../bridge/ssh/port';
import type { TerminalEnd } from '../../contract/terminal-protocol';

/** What a terminal says of itself when it ends; `seconds` since it was opened. */
export interface TerminalEnded {
  code: TerminalEnd;
  exitCode: number | null;
  seconds: number;
}

/** One shell of one person on one login node, living in this process. */
export class Terminal {
  readonly id = newId();
  readonly openedAt = new Date();
  #ended: TerminalEnded | undefined;
  readonly #endListeners: ((ended: TerminalEnded) => void)[] = [];

  constructor(
    readonly facts: { personId: string; cluster: string; login: string },
    private readonly shell: RemoteShell,
  ) {
    // Without an exit code the connection went away under it; the far side's answer is never guessed.
    shell.onEnd((exitCode) => this.#end(exitCode === null ? 'cluster-down' : 'exit', exitCode));
  }

  onData(listener: (bytes: Buffer) => void): void {
    this.shell.onData(listener);
  }

  /** Once, at once if it is over. */
  onEnd(listener: (ended: TerminalEnded) => void): void {
    if (this.#ended) listener(this.#ended);
    else this.#endListeners.push(listener);
  }

  write(bytes: Uint8Array): void {
    this.shell.write(bytes);
  }

  resize(columns: number, rows: number): void {
    this.shell.resize(columns, rows);
  }

  pause(): void {
    this.shell.pause();
  }

  resume(): void {
    this.shell.resume();
  }

  /** Ends the shell (its programs get SIGHUP). Harmless when it is over. */
  end(code: TerminalEnd): void {
    this.#end(code, null);
    this.shell.close();
  }

  #end(code: TerminalEnd, exitCode: number | null): void {
    if (this.#ended) return;
    const seconds = Math.round((Date.now() - this.openedAt.getTime()) / 1000);
    this.#ended = { code, exitCode, seconds };
    for (const listener of this.#endListeners) listener(this.#ended);
  }
}
