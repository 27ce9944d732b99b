import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { OutputPaths } from './engine';

export interface ProcessSpec {
  /** argv[0] is looked up in the environment's PATH. */
  argv: readonly string[];
  workFolder: string;
  environment: Record<string, string>;
  output: OutputPaths;
  /** Where output waits that is delivered at the end. */
  spoolFolder: string;
  /** Unique among what runs. */
  spoolName: string;
}

export interface ProcessEnd {
  exitCode: number;
  signal: number;
  /** undefined where output was written directly. */
  isOutputDelivered?: boolean;
}

/** A job's processes: one session of their own, at low priority, killed as a whole. */
export interface JobProcess {
  readonly pid: number | undefined;
  /** Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
  /** Writes a line of the scheduler's own into the output. */
  note(line: string): void;
}

/** As Slurm 22.05 reports a job whose output could not be opened (seen: ExitCode 0:53). */
export const outputFailedSignal = 53;

const signalNumber = (signal: NodeJS.Signals | null) => (signal === null ? 0 : constants.signals[signal]);

/** Starts the script of a job. What cannot be started ends with 127, as a shell says; what has no place for its output with signal 53. */
export function startJobProcess(spec: ProcessSpec): JobProcess {
  let files: OutputFiles;
  try {
    files = openOutput(spec);
  } catch {
    const ended = Promise.resolve({ exitCode: 0, signal: outputFailedSignal });
    return { pid: undefined, ended, kill: () => undefined, note: () => undefined };
  }
  const child = spawn('nice', ['-n', '10', ...spec.argv], {
    cwd: spec.workFolder,
    env: spec.environment as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['ignore', files.stdout, files.stderr],
  });
  const note = (line: string) => writeNote(files, line);
  const ended = new Promise<ProcessEnd>((done) => {
    const finish = (end: ProcessEnd) => {
      // What the script left running dies with its job.
      killGroup(child.pid, 'SIGKILL');
      // One turn later, so that a note about this very end still finds its file.
      setImmediate(() => done({ ...end, ...deliver(spec, files) }));
    };
    child.on('error', (error) => {
      note(`${error.message}`);
      finish({ exitCode: 127, signal: 0 });
    });
    child.on('exit', (code, signal) => finish({ exitCode: code ?? 0, signal: signalNumber(signal) }));
  });
  return { pid: child.pid, ended, kill: (signal) => killGroup(child.pid, signal), note };
}

interface OutputFiles {
  stdout: number;
  stderr: number;
  /** [where it was spooled, where it belongs] */
  deliveries: [string, string][];
  isClosed: boolean;
}

function openOutput({ output, spoolFolder, spoolName }: ProcessSpec): OutputFiles {
  const deliveries: [string, string][] = [];
  const open = (path: string, suffix: string) => {
    if (!output.deliveredAtEnd) return openSync(path, output.append ? 'a' : 'w', 0o644);
    const spooled = join(spoolFolder, `${spoolName}.${suffix}`);
    deliveries.push([spooled, path]);
    return openSync(spooled, 'w', 0o600);
  };
  const stdout = open(output.stdout, 'OU');
  const isJoined = output.stderr === undefined || output.stderr === output.stdout;
  const stderr = isJoined ? stdout : open(output.stderr ?? '', 'ER');
  return { stdout, stderr, deliveries, isClosed: false };
}

function writeNote(files: OutputFiles, line: string): void {
  if (!files.isClosed) writeSync(files.stderr, line.endsWith('\n') ? line : `${line}\n`);
}

function deliver({ output }: ProcessSpec, files: OutputFiles): { isOutputDelivered?: boolean } {
  files.isClosed = true;
  for (const file of new Set([files.stdout, files.stderr])) closeSync(file);
  if (!output.deliveredAtEnd) return {};
  let isOutputDelivered = true;
  for (const [from, to] of files.deliveries) {
    try {
      copyFileSync(from, to);
    } catch {
      // As at a real centre the job is no worse for it; only the front end may say so.
      isOutputDelivered = false;
    }
    rmSync(from, { force: true });
  }
  return { isOutputDelivered };
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
