import type { Db } from '#db/client';

/** What a command works with. */
export interface CliTools {
  db: Db;
  /** Absolute path of the portal's folder. */
  dataFolder: string;
  /** Where the signer listens, if not below that folder. */
  signerSocket: string | undefined;
  /** A line of the answer, on standard output. */
  print(line: string): void;
}

/** A command that cannot be done; the message is the one sentence to show on standard error. */
export class CliError extends Error {
  override name = 'CliError';
}

export interface Command {
  /** The words after `modu`, with what they take. */
  usage: string;
  about: string;
  /** Gives the exit code [0]. @throws CliError */
  run(args: string[], tools: CliTools): Promise<number | void>;
}

/** A command that needs no portal and no database. */
export interface LooseCommand {
  usage: string;
  about: string;
  /** `input` reads standard input to its end. Gives the exit code [0]. @throws CliError */
  runLoose(
    args: string[],
    tools: Pick<CliTools, 'print'> & { input(): Promise<Buffer> },
  ): Promise<number | void>;
}
