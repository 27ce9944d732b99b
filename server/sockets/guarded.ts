import type { WebSocket } from 'ws';
import { terminalCloseCodes } from '../contract/terminal-protocol';
import type { Log } from '../log';

export type Guard = ReturnType<typeof guarded>;

/** Wraps the handlers of one socket: what one throws (at once or later) is logged and ends that socket alone. */
export function guarded(socket: WebSocket, log: Log, requestId: string) {
  const fail = (error: unknown) => {
    log.error({ err: error, requestId }, 'a socket failed by our fault');
    socket.close(terminalCloseCodes.fault);
  };
  return <Args extends unknown[]>(handler: (...args: Args) => void | Promise<void>) =>
    (...args: Args): void => {
      try {
        Promise.resolve(handler(...args)).catch(fail);
      } catch (error) {
        fail(error);
      }
    };
}
