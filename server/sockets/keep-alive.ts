import type { WebSocket } from 'ws';

/** Under the minute after which proxies and school networks drop a silent connection. */
export const pingEveryMs = 30_000;

/**
 * Pings the other side, and cuts a connection that has not answered by the next ping: without it a laptop that was closed would hold its
 * terminal until TCP gives up (minutes to hours). @see RFC 6455 §5.5.2
 */
export function keepAlive(socket: WebSocket, everyMs = pingEveryMs): void {
  let hasAnswered = true;
  socket.on('pong', () => (hasAnswered = true));
  const timer = setInterval(() => {
    // While we do not read, an answer cannot be seen.
    if (!hasAnswered && !socket.isPaused) return socket.terminate();
    hasAnswered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}
