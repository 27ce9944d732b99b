import { execFile } from 'node:child_process';
import type { IPty } from '@lydell/node-pty';
import type { Guardian } from '../guardian';
import { ptyInput } from '../ssh/pty-input';
import type { Step, StepRequest } from './engine';
import { killGroup } from './run-process';

/** Runs a command beside the script of a job on a terminal of its own (`srun --pty`), in a session of its own. */
export function startTerminalStep(
  step: StepRequest,
  size: { readonly columns: number; readonly rows: number },
  environment: Record<string, string>,
  guardian: Guardian,
): Step {
  let running: { terminal: IPty; write(data: Buffer): void } | undefined;
  let killedBy: NodeJS.Signals | undefined;
  const early: Buffer[] = [];
  const open = async () => {
    const { spawn } = await import('@lydell/node-pty');
    if (killedBy !== undefined) return { exitCode: 0, signal: 9 };
    const [command = 'true', ...args] = step.argv;
    const terminal = spawn('nice', ['-n', '10', command, ...args], {
      name: 'xterm-256color',
      cols: size.columns || 80,
      rows: size.rows || 24,
      cwd: step.workFolder,
      env: { ...environment, ...step.environment },
      encoding: null,
    });
    guardian.watch(terminal.pid);
    // With `encoding: null` the pty gives bytes, whatever its type says.
    terminal.onData((data) => {
      const room = step.onStdout(data as unknown as Buffer);
      if (!room) return;
      terminal.pause();
      void room.then(() => terminal.resume());
    });
    const input = ptyInput((terminal as unknown as { fd: number }).fd, () => undefined);
    running = { terminal, write: input.write };
    early.splice(0).forEach(input.write);
    return new Promise<{ exitCode: number; signal: number }>((done) =>
      terminal.onExit(({ exitCode, signal }) => {
        input.end();
        endSession(terminal.pid);
        guardian.forget(terminal.pid);
        done({ exitCode, signal: signal ?? 0 });
      }),
    );
  };
  return {
    write: (data) => (running ? running.write(data) : void early.push(data)),
    // As a terminal says it. @see termios(3), VEOF
    endInput: () => running?.write(Buffer.from([4])),
    kill: (signal) => {
      killedBy = signal;
      killGroup(running?.terminal.pid, signal);
    },
    resize: (columns, rows) => running?.terminal.resize(Math.max(1, columns), Math.max(1, rows)),
    ended: open().catch((error: unknown) => {
      void step.onStdout(Buffer.from(`${String(error)}\r\n`));
      return { exitCode: 127, signal: 0 };
    }),
  };
}

/** A shell gives each of its jobs a group of its own; what is left of the session dies with the step. @see pkill(1), --session */
function endSession(leader: number): void {
  killGroup(leader, 'SIGHUP');
  execFile('pkill', ['-KILL', '--session', String(leader)], () => undefined);
}
