import type { PseudoTtyInfo, ServerChannel } from 'ssh2';
import type { Running } from './run-exec';

interface ShellCall {
  /** undefined: a login shell. */
  line: string | undefined;
  environment: Record<string, string>;
  home: string;
  pty: PseudoTtyInfo | undefined;
  log(message: string): void;
}

/** A login shell (or a command) in a real pty. Without the pty's native part the person is told so, and the channel ends with 1. */
export function runShell(channel: ServerChannel, call: ShellCall): Running {
  let terminal: import('@lydell/node-pty').IPty | undefined;
  let size = { columns: call.pty?.cols ?? 80, rows: call.pty?.rows ?? 24 };
  let hasEnded = false;
  channel.on('error', () => undefined);
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
      started.onData((data) => {
        // With `encoding: null` the pty gives bytes, whatever its type says.
        if (!channel.write(data as unknown as Buffer)) {
          started.pause();
          channel.once('drain', () => started.resume());
        }
      });
      started.onExit(({ exitCode }) => {
        hasEnded = true;
        channel.exit(exitCode);
        channel.end();
      });
      channel.on('data', (bytes: Buffer) => started.write(bytes as unknown as string));
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
  const end = () => {
    if (!hasEnded) terminal?.kill('SIGHUP');
    hasEnded = true;
  };
  return {
    end,
    signal: (signal) => terminal?.kill(signal),
    resize: (columns, rows) => {
      size = { columns, rows };
      if (!hasEnded) terminal?.resize(Math.max(1, columns), Math.max(1, rows));
    },
  };
}
