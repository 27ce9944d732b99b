import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import type { OutputPaths } from './engine';

export interface ProcessSpec {
  /** argv[0] is looked up in the environment's PATH. */
  argv: readonly string[];
  workFolder: string;
  environment: Record<string, string>;
  output: OutputPaths;
}

export interface ProcessEnd {
  exitCode: number;
  signal: number;
}

/** A job's processes: one group, at low priority, that is killed as a whole. */
export interface JobProcess {
  readonly pid: number | undefined;
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
  /** Writes a line of the scheduler's own into the output. */
  note(line: string): void;
}

const signalNumber = (signal: NodeJS.Signals | null) => (signal === null ? 0 : constants.signals[signal]);

/** Starts the script of a job; what cannot be started ends with 127, as a shell says. */
export function startJobProcess(spec: ProcessSpec): JobProcess {
  let out: number | undefined;
  let err: number | undefined;
  try {
    out = openOutput(spec.output.stdout, spec.output.append);
    err =
      spec.output.stderr === undefined || spec.output.stderr === spec.output.stdout
        ? out
        : openOutput(spec.output.stderr, spec.output.append);
  } catch {
    // A folder that is not there: the real schedulers fail the job; here the output is lost and the job runs.
    out ??= openSync('/dev/null', 'w');
    err = out;
  }
  const child = spawn('nice', ['-n', '10', ...spec.argv], {
    cwd: spec.workFolder,
    env: spec.environment as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['ignore', out, err],
  });
  const note = (line: string) => {
    try {
      writeSync(err ?? 1, line.endsWith('\n') ? line : `${line}\n`);
    } catch {
      // The output was closed already: nobody reads the note.
    }
  };
  return {
    pid: child.pid,
    ended: whenEnded(child, [out, err], note),
    kill: (signal) => killGroup(child.pid, signal),
    note,
  };
}

function openOutput(path: string, append: boolean): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, append ? 'a' : 'w', 0o644);
}

function whenEnded(
  child: ChildProcess,
  files: (number | undefined)[],
  note: (line: string) => void,
): Promise<ProcessEnd> {
  return new Promise((done) => {
    const finish = (end: ProcessEnd) => {
      // What the script left running dies with its job.
      killGroup(child.pid, 'SIGKILL');
      setImmediate(() => {
        for (const file of new Set(files)) if (file !== undefined) closeQuietly(file);
      });
      done(end);
    };
    child.on('error', (error) => {
      note(error.message);
      finish({ exitCode: 127, signal: 0 });
    });
    child.on('exit', (code, signal) => finish({ exitCode: code ?? 0, signal: signalNumber(signal) }));
  });
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // Closed already.
  }
}

/** Signals a whole process group; one that is gone is no error. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}
