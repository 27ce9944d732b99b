import { write } from 'node:fs';

/** How long to wait for a shell that is not reading: short against a keystroke, long against a spin. */
const againAfterMs = 5;

/**
 * Hands bytes to a pty without ever blocking this process. The pty's own stream is written in blocking mode: once the kernel's buffer
 * (4 KiB) is full and the shell does not read, libuv tries the same write for ever and the whole centre stands still.
 * answer.write returns false when more than 64 KiB wait; `onRoom` is called when they are gone. After `end` nothing is written.
 * @see UV_HANDLE_BLOCKING_WRITES in src/unix/stream.c, libuv 1.46; n_tty(4), N_TTY_BUF_SIZE
 */
export function ptyInput(fd: number, onRoom: () => void): { write(bytes: Buffer): boolean; end(): void } {
  let waiting = Buffer.alloc(0);
  let isWriting = false;
  let isOver = false;
  let wasFull = false;
  const next = () => {
    if (isOver || isWriting || waiting.length === 0) return;
    isWriting = true;
    write(fd, waiting, 0, waiting.length, null, (error, written) => {
      isWriting = false;
      if (isOver) return;
      if (error && error.code !== 'EAGAIN' && error.code !== 'EINTR') return end();
      waiting = waiting.subarray(error ? 0 : written);
      if (wasFull && waiting.length < roomBytes) {
        wasFull = false;
        onRoom();
      }
      if (error) setTimeout(next, againAfterMs);
      else next();
    });
  };
  const end = () => {
    isOver = true;
    waiting = Buffer.alloc(0);
  };
  return {
    write: (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      wasFull ||= waiting.length >= roomBytes;
      next();
      return !wasFull;
    },
    end,
  };
}

const roomBytes = 64 * 1024;
