import type { WebSocket } from 'ws';
import { AppError, isAppError } from '../../contract/app-error';
import { terminalLimits } from '../../contract/terminal-protocol';
import type { Log } from '../../log';
import type { LiveServices, TerminalHandle, TerminalServices } from '../../services';
import { guarded, type Guard } from '../guarded';
import type { SocketRequest, SocketRoute } from '../socket-route';
import { clampSize } from './read-client-message';
import { joinTerminal, refuseTerminal } from './terminal-connection';
import type { TerminalTiming } from './terminal-clock';

export interface TerminalRouteOptions {
  terminals: TerminalServices;
  live: LiveServices;
  log: Log;
  timing?: Partial<TerminalTiming>;
  /** [60 000] */
  reauthoriseMs?: number;
}

const usualTiming: TerminalTiming = {
  idleMs: terminalLimits.idleSeconds * 1000,
  maxAgeMs: terminalLimits.maxAgeSeconds * 1000,
  warnMs: terminalLimits.warnSeconds * 1000,
};

/** `/ws/terminal?cluster=…`: the shell of the one who asks, and of nobody else. */
export function makeTerminalRoute(options: TerminalRouteOptions): SocketRoute {
  const { terminals, log } = options;
  const timing = { ...usualTiming, ...options.timing };
  const open = new Set<TerminalHandle>();

  const take = async (socket: WebSocket, request: SocketRequest, cluster: string, guard: Guard) => {
    // Nothing is read before there is a shell to write to: what comes early waits in the network.
    socket.pause();
    const asked = { columns: sizeOf(request, 'columns'), rows: sizeOf(request, 'rows') };
    const size = clampSize(asked);
    let terminal: TerminalHandle;
    try {
      terminal = await terminals.open(request.actor, cluster, size);
    } catch (error) {
      if (!isAppError(error))
        log.error({ err: error, requestId: request.requestId }, 'a terminal was not opened');
      return refuseTerminal(socket, error);
    }
    open.add(terminal);
    terminal.onEnd(() => open.delete(terminal));
    if (socket.readyState !== socket.OPEN) return terminal.end('left');
    watchRights(options, request, cluster, terminal);
    joinTerminal(socket, terminal, { size, timing, guard });
    socket.resume();
  };

  return {
    authorise: async (request) => {
      const cluster = request.query.get('cluster') ?? '';
      if (!/^[a-z][a-z0-9-]{0,30}$/.test(cluster)) throw new AppError('not-found');
      await terminals.authorise(request.actor, cluster);
      return (socket) => {
        const guard = guarded(socket, log, request.requestId);
        guard(() => take(socket, request, cluster, guard))();
      };
    },
    drain: () => open.forEach((terminal) => terminal.end('stopping')),
  };
}

/** Ends the terminal at once when the session is ended, and within a minute when it, the token or the right is gone any other way. */
function watchRights(
  options: TerminalRouteOptions,
  { actor, identify }: SocketRequest,
  cluster: string,
  terminal: TerminalHandle,
): void {
  const { via } = actor;
  const unsubscribe = options.live.subscribe(actor, (event) => {
    const isSession =
      event.kind === 'session-ended' && via.kind === 'session' && event.sessionId === via.sessionId;
    const isToken = event.kind === 'token-ended' && via.kind === 'token' && event.tokenId === via.tokenId;
    if (isSession || isToken) terminal.end('revoked');
  });
  const look = async () => {
    try {
      await options.terminals.authorise(await identify(), cluster);
    } catch (error) {
      // The database is away for a moment: that ends no terminal.
      if (isAppError(error)) terminal.end('revoked');
    }
  };
  const timer = setInterval(() => void look(), options.reauthoriseMs ?? 60_000);
  terminal.onEnd(() => {
    clearInterval(timer);
    unsubscribe();
  });
}

/** NaN for what is not there: the usual size. */
function sizeOf(request: SocketRequest, name: 'columns' | 'rows'): number {
  const text = request.query.get(name);
  return text === null || text === '' ? Number.NaN : Number(text);
}
