import { terminalLimits } from '../../contract/terminal-protocol';

/** Where output comes from. */
export interface Source {
  pause(): void;
  resume(): void;
}

/**
 * Keeps what is on its way to the browser small: past the high mark the shell is not read, and SSH's own window then stops the program.
 * So a flood costs no memory here, and Ctrl-C is not behind a megabyte of output. `queuedBytes` is what this process has not handed to the
 * network yet: a browser that claims to have drawn it is not believed.
 */
export class OutputFlow {
  #undrawn = 0;
  #isPaused = false;

  constructor(
    private readonly source: Source,
    private readonly queuedBytes: () => number,
  ) {}

  sent(bytes: number): void {
    this.#undrawn += bytes;
    this.#look();
  }

  drawn(bytes: number): void {
    this.#undrawn = Math.max(0, this.#undrawn - bytes, this.queuedBytes());
    this.#look();
  }

  /** The source is there: what was sent before counts from now on. */
  attached(): void {
    this.#isPaused = false;
    this.#look();
  }

  #look(): void {
    if (!this.#isPaused && this.#undrawn >= terminalLimits.pauseAtBytes) {
      this.#isPaused = true;
      this.source.pause();
    } else if (this.#isPaused && this.#undrawn <= terminalLimits.resumeAtBytes) {
      this.#isPaused = false;
      this.source.resume();
    }
  }
}
