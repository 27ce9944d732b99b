import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';
import { killGroup } from '../engine/run-process';
import type { Guardian } from '../guardian';

export interface Running {
  /** Ends all its processes; harmless when they have ended. */
  end(): void;
  signal(signal: NodeJS.Signals): void;
  resize(columns: number, rows: number): void;
}

export interface ExecCall {
  line: string;
  environment: Record<string, string>;
  home: string;
  guardian: Guardian;
}

/** How long what is left of a closed channel may take to leave before it is killed. */
const leaveMs = 1_000;

/** Runs a command line by /bin/sh in a session of its own, as sshd does without a pty. */
export function runExec(channel: ServerChannel, call: ExecCall): Running {
  const child = spawn('/bin/sh', ['-c', call.line], {
    cwd: call.home,
    env: call.environment as NodeJS.ProcessEnv,
    detached: true,
    stdio: 'pipe',
  });
  call.guardian.watch(child.pid);
  channel.on('error', () => undefined);
  channel.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on('error', (error) => {
    channel.stderr.write(`${error.message}\n`);
    channel.exit(127);
    channel.end();
  });
  // Not before its output is at its end, so that nothing of it is lost. @see RFC 4254, 6.10
  child.on('close', (code, signal) => {
    if (signal === null) channel.exit(code ?? 1);
    else channel.exit(signal.slice(3), false, '');
    channel.end();
  });
  let hasLeft = false;
  return {
    end: () => {
      if (hasLeft) return;
      hasLeft = true;
      killGroup(child.pid, 'SIGHUP');
      killGroup(child.pid, 'SIGTERM');
      setTimeout(() => {
        killGroup(child.pid, 'SIGKILL');
        call.guardian.forget(child.pid);
      }, leaveMs).unref();
    },
    signal: (signal) => killGroup(child.pid, signal),
    resize: () => undefined,
  };
}
