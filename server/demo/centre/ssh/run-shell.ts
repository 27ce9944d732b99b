import type { IPty } from '@lydell/node-pty';
import type { PseudoTtyInfo, ServerChannel } from 'ssh2';
import { killGroup } from '../engine/run-process';
import { ptyInput } from './pty-input';
import type { ExecCall, Running } from './run-exec';

interface ShellCall extends Omit<ExecCall, 'line'> {
  /** undefined: a login shell. */
  line: string | undefined;
  pty: PseudoTtyInfo | undefined;
  log(message: string): void;
}

/** A login shell (or a command) in a real pty. Without the pty's native part the person is told so, and the channel ends with 1. */
export function runShell(channel: ServerChannel, call: ShellCall): Running {
  let terminal: IPty | undefined;
  let size = { columns: call.pty?.cols ?? 80, rows: call.pty?.rows ?? 24 };
  let hasEnded = false;
  let endInput = () => {};
  channel.on('error', () => undefined);
  const early: Buffer[] = [];
  const keepEarly = (bytes: Buffer) => void early.push(bytes);
  channel.on('data', keepEarly);
  import('@lydell/node-pty').then(
    ({ spawn }) => {
      if (hasEnded) return;
      const started = spawn('/bin/bash', call.line === undefined ? ['-l'] : ['-c', call.line], {
        name: 'xterm-256color',
        cols: size.columns || 80,
        rows: size.rows || 24,
        cwd: call.home,
        env: call.environment,
        encoding: null,
      });
      terminal = started;
      call.guardian.watch(started.pid);
      started.onData((data) => {
        // With `encoding: null` the pty gives bytes, whatever its type says.
        if (!channel.write(data as unknown as Buffer)) {
          started.pause();
          channel.once('drain', () => started.resume());
        }
      });
      started.onExit(({ exitCode, signal }) => {
        hasEnded = true;
        endInput();
        killGroup(started.pid, 'SIGHUP');
        call.guardian.forget(started.pid);
        channel.exit(signal ? 128 + signal : exitCode);
        channel.end();
      });
      // Bytes go in as bytes: half a character of Korean may come in one piece and half in the next.
      const input = ptyInput((started as unknown as { fd: number }).fd, () => channel.resume());
      const write = (bytes: Buffer) => {
        if (!input.write(bytes)) channel.pause();
      };
      endInput = input.end;
      channel.off('data', keepEarly);
      early.forEach(write);
      channel.on('data', write);
    },
    (error: unknown) => {
      call.log(`pty: ${String(error)}`);
      channel.write(
        'This machine has no pseudo-terminal for Node (@lydell/node-pty); a terminal is not possible here.\r\n',
      );
      channel.exit(1);
      channel.end();
    },
  );
  return {
    end: () => {
      if (!hasEnded) terminal?.kill('SIGHUP');
      hasEnded = true;
      endInput();
    },
    signal: (signal) => {
      if (!hasEnded) terminal?.kill(signal);
    },
    resize: (columns, rows) => {
      size = { columns, rows };
      if (!hasEnded) terminal?.resize(Math.max(1, columns), Math.max(1, rows));
    },
  };
}
