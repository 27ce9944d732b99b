import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';

export interface Running {
  /** Ends the whole process group; harmless when it has ended. */
  end(): void;
  signal(signal: NodeJS.Signals): void;
  resize(columns: number, rows: number): void;
}

/** Runs a command line by /bin/sh in a process group of its own, as sshd does without a pty. */
export function runExec(
  channel: ServerChannel,
  call: { line: string; environment: Record<string, string>; home: string },
): Running {
  const child = spawn('/bin/sh', ['-c', call.line], {
    cwd: call.home,
    env: call.environment as NodeJS.ProcessEnv,
    detached: true,
    stdio: 'pipe',
  });
  let hasEnded = false;
  const toGroup = (signal: NodeJS.Signals) => {
    if (hasEnded || child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      hasEnded = true;
    }
  };
  channel.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on('error', (error) => {
    channel.stderr.write(`${error.message}\n`);
    channel.exit(127);
    channel.end();
  });
  child.on('close', (code, signal) => {
    hasEnded = true;
    if (signal === null) channel.exit(code ?? 1);
    else channel.exit(signal.slice(3), false, '');
    channel.end();
  });
  return { end: () => toGroup('SIGHUP'), signal: toGroup, resize: () => undefined };
}
