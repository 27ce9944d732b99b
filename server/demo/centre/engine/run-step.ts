import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Guardian } from '../guardian';
import type { Step, StepRequest } from './engine';
import { killGroup } from './run-process';
import { startTerminalStep } from './run-terminal-step';

/** Runs a command beside the script of a job, in a process group of its own. */
export function startStep(step: StepRequest, environment: Record<string, string>, guardian: Guardian): Step {
  if (step.terminal) return startTerminalStep(step, step.terminal, environment, guardian);
  const [command = 'true', ...args] = step.argv;
  const child = spawn('nice', ['-n', '10', command, ...args], {
    cwd: step.workFolder,
    env: { ...environment, ...step.environment } as NodeJS.ProcessEnv,
    detached: true,
    stdio: 'pipe',
  });
  guardian.watch(child.pid);
  child.stdout.on('data', (data: Buffer) => void step.onStdout(data));
  child.stderr.on('data', step.onStderr);
  child.stdin.on('error', () => undefined);
  child.on('exit', () => {
    // What it left behind would keep its output open, and outlive the job.
    killGroup(child.pid, 'SIGKILL');
    guardian.forget(child.pid);
  });
  const ended = new Promise<{ exitCode: number; signal: number }>((done) => {
    child.on('error', (error) => {
      step.onStderr(Buffer.from(`${command}: ${error.message}\n`));
      done({ exitCode: 127, signal: 0 });
    });
    child.on('close', (code, signal) =>
      done({ exitCode: code ?? 0, signal: signal === null ? 0 : constants.signals[signal] }),
    );
  });
  return {
    write: (data) => void child.stdin.write(data),
    endInput: () => void child.stdin.end(),
    kill: (signal) => killGroup(child.pid, signal),
    resize: () => undefined,
    ended,
  };
}
