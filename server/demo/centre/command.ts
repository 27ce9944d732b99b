import type { Engine, EngineHooks } from './engine/engine';
import type { Faults } from './faults';

/** One call of a scheduler command by a login, from a shell, an SSH exec or a job. */
export interface CommandCall {
  /** The command's name and its arguments, without the name. */
  readonly name: string;
  readonly argv: readonly string[];
  /** Who calls; proved by the login's token, never by a name in the environment. */
  readonly login: string;
  readonly isServiceLogin: boolean;
  /** Absolute working directory of the caller. */
  readonly workFolder: string;
  /** Whole environment of the caller (for `--export`, `-V`, SQUEUE_FORMAT, TZ …). Holds no secret of the portal. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isStdinTty: boolean;
  readonly isStdoutTty: boolean;
  /** Columns of the caller's terminal, 0 when there is none. */
  readonly columns: number;
  /** Its rows; 0 when there is none, or it does not matter. */
  readonly rows: number;
  /** Whole stdin; only then does the caller's end begin to read it. */
  readStdin(): Promise<Buffer>;
  /** Stdin as it comes, for interactive steps; undefined marks its end. isRaw: the caller's terminal hands on every key as it is. */
  onStdin(listener: (data: Buffer | undefined) => void, isRaw?: boolean): void;
  /** Called when the caller's terminal has another size. */
  onResize(listener: (columns: number, rows: number) => void): void;
  /** Called when the caller gets SIGINT or SIGTERM (and goes on waiting for the exit code). */
  onSignal(listener: (signal: NodeJS.Signals) => void): void;
  stdout(data: string | Buffer): void;
  /** A promise while the caller is behind with what was printed; more than that waits in this process. */
  room(): Promise<void> | undefined;
  stderr(data: string | Buffer): void;
  /** Aborts when the caller has gone away. A submission goes on all the same, like at a real controller. */
  readonly gone: AbortSignal;
}

/** What commands work with. */
export interface CentreTools {
  readonly centreName: string;
  readonly engine: Engine;
  readonly faults: Faults;
  readonly logins: {
    readonly uidOf: (login: string) => number;
    readonly loginOf: (uid: number) => string | undefined;
    readonly homeOf: (login: string) => string;
  };
  readonly serviceLogin: string;
  log(message: string): void;
}

/** Runs one command to its end; answers with the exit code 0–255. A throw is printed as an internal error with exit code 1. */
export type Command = (call: CommandCall, tools: CentreTools) => Promise<number>;

/** A scheduler's face: its commands by name, and its hooks for the engine. slurm/front-end.ts and pbs/front-end.ts export one each. */
export interface FrontEnd {
  readonly commands: Readonly<Record<string, Command>>;
  /**
   * Tells whether a call goes back and forth (`srun`, `qsub -I`): only then do `onStdin` and `onSignal` work and does output come as it
   * is made. Such a call takes longer to start. None when left out.
   */
  isInteractive?(name: string, argv: readonly string[]): boolean;
  /** Made before the engine, so hooks get the facts that they need here. */
  makeHooks(facts: {
    readonly centreName: string;
    readonly homeOf: (login: string) => string;
    readonly uidOf: (login: string) => number;
  }): EngineHooks;
}
