import type { ShellPlace } from './connection';
import type { Deadline } from './deadline';
import type { RemoteShell } from './port';

/** What waits to be written to a shell that does not read: more is dropped, as a terminal line does (termios(3), MAX_INPUT). */
const maxUnwrittenBytes = 1024 * 1024;
/** After `close`, how long the far end may take before the channel is given up. */
const closeGraceMs = 2_000;

/** Opens the login's shell, or what `line` runs, on a terminal of that size; the place is free again at its end. @throws as `Connection.shell`. */
export async function openShell(
  { connection, free: freePlace }: ShellPlace,
  size: { columns: number; rows: number },
  deadline: Deadline,
  line?: string,
): Promise<RemoteShell> {
  const { channel, free } = await connection.shell(size, deadline, line);
  let exitCode: number | null = null;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: () => void = () => undefined;
  const endListeners: ((exitCode: number | null) => void)[] = [];
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(timer);
    stopListening();
    free();
    freePlace();
    for (const listener of endListeners) listener(exitCode);
  };
  stopListening = connection.onLost(end);
  // Not 'exit': it comes before anybody can listen when the shell ends at once.
  channel.once('close', (code?: number | null) => {
    exitCode = code ?? null;
    end();
  });
  // A login whose shell is gone closes at once; without a reader the close would never come.
  channel.stderr.resume();

  return {
    onData: (listener) => void channel.on('data', listener),
    onEnd: (listener) => {
      if (isEnded) listener(exitCode);
      else endListeners.push(listener);
    },
    write: (bytes) => {
      if (!isEnded && channel.writable && channel.writableLength < maxUnwrittenBytes) channel.write(bytes);
    },
    resize: (columns, rows) => {
      if (!isEnded) channel.setWindow(rows, columns, 0, 0);
    },
    pause: () => void channel.pause(),
    resume: () => void channel.resume(),
    close: () => {
      if (isEnded) return;
      channel.close();
      channel.resume();
      timer ??= setTimeout(end, closeGraceMs);
    },
  };
}
