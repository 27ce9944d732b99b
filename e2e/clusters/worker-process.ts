import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the process is told when it starts; by IPC, so that the key stands in no list of processes. */
export interface WorkerOrder {
  databaseUrl: string;
  privateKey: string;
}

export interface WorkerProcess {
  /** As the machine's power going: no signal handler runs. Resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts the portal's workers in a process of their own and waits until they work. */
export function startWorkerProcess(order: WorkerOrder): Promise<WorkerProcess> {
  const child = fork(fileURLToPath(new URL('./worker-main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve({ kill: () => kill(child) }));
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it worked`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
