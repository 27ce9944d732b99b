import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log';

/** What the child is told; by IPC, so that the database's password stands in no list of processes. */
export interface SignerOrder {
  dataFolder: string;
  databaseUrl: string;
  socketPath: string;
  logLevel: string;
}

export interface RunningSigner {
  /** Tells it what to work on, and waits until it answers. */
  begin(order: SignerOrder): Promise<void>;
  /** The process that holds the keys. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** After it has died. */
const restartMs = 500;

/**
 * Starts the signer as a child process, which loads while the portal starts. It ends with the portal, however that ends; when it dies
 * alone it is started again.
 */
export function startSigner(log: Log): RunningSigner {
  let isStopping = false;
  let order: SignerOrder | undefined;
  let child = spawnSigner();

  const watch = (one: ChildProcess) =>
    one.once('exit', (code) => {
      if (isStopping) return;
      log.error({ code }, 'the signer ended; it is started again');
      setTimeout(() => {
        if (isStopping) return;
        child = spawnSigner();
        watch(child);
        if (order) child.send(order);
      }, restartMs);
    });
  watch(child);

  return {
    begin: async (given) => {
      order = given;
      await new Promise<void>((resolve, reject) => {
        child.once('message', () => resolve());
        child.once('exit', (code) => reject(new Error(`the signer ended with ${code} before it worked`)));
        child.send(given);
      });
    },
    pid: () => child.pid,
    stop: async () => {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      await new Promise<void>((done) => {
        child.once('exit', () => done());
        child.disconnect();
      });
    },
  };
}

const spawnSigner = (): ChildProcess =>
  fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
