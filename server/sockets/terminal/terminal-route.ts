import type { WebSocket } from 'ws';
import { AppError, isAppError } from '../../contract/app-error';
import { terminalLimits } from '../../contract/terminal-protocol';
import type { Log } from '../../log';
import type { LiveServices } from '../../services';
import type { ShowingServices } from '../../showing-services';
import type { TerminalHandle, TerminalPlace, TerminalServices } from '../../terminal-services';
import { guarded, type Guard } from '../guarded';
import type { SocketRequest, SocketRoute } from '../socket-route';
import { clampSize } from './read-client-message';
import { joinTerminal, refuseTerminal, say, tellTaken } from './terminal-connection';
import { TerminalUpkeep, type UpkeepOptions } from './terminal-upkeep';

export interface TerminalRouteOptions {
  terminals: TerminalServices;
  showings: ShowingServices;
  live: LiveServices;
  log: Log;
  timing?: Partial<UpkeepOptions['timing']>;
  /** [60 000] */
  reauthoriseMs?: number;
}

const usualTiming: UpkeepOptions['timing'] = {
  idleMs: terminalLimits.idleSeconds * 1000,
  maxAgeMs: terminalLimits.maxAgeSeconds * 1000,
  warnMs: terminalLimits.warnSeconds * 1000,
  keepMs: terminalLimits.keepSeconds * 1000,
};

/** `/ws/terminal?cluster=…`, `?launch=…` or `?terminal=…`: a shell of the one who asks, new or living, and of nobody else. */
export function makeTerminalRoute(options: TerminalRouteOptions): SocketRoute {
  const { terminals, showings, live, log, reauthoriseMs = 60_000 } = options;
  const timing = { ...usualTiming, ...options.timing };
  const open = new Map<TerminalHandle, TerminalUpkeep>();

  const upkeepOf = (terminal: TerminalHandle): TerminalUpkeep => {
    const known = open.get(terminal);
    if (known) return known;
    const upkeep = new TerminalUpkeep(terminal, { terminals, showings, live, timing, reauthoriseMs });
    open.set(terminal, upkeep);
    terminal.onEnd(() => open.delete(terminal));
    return upkeep;
  };
  const take = async (socket: WebSocket, request: SocketRequest, place: TerminalPlace, guard: Guard) => {
    // Nothing is read before there is a shell to write to: what comes early waits in the network.
    socket.pause();
    const asked = { columns: sizeOf(request, 'columns'), rows: sizeOf(request, 'rows') };
    const size = clampSize(asked);
    const isResumed = place.kind === 'living';
    let terminal: TerminalHandle;
    try {
      terminal = await terminals.open(request.actor, place, size);
    } catch (error) {
      if (!isAppError(error))
        log.error({ err: error, requestId: request.requestId }, 'a terminal was not opened');
      return refuseTerminal(socket, error);
    }
    if (isTakenSince(terminal, request)) return tellTaken(socket);
    const upkeep = upkeepOf(terminal);
    if (socket.readyState !== socket.OPEN) {
      // Nobody knows of a new one yet.
      if (!isResumed) terminal.end('left');
      return;
    }
    upkeep.taken(request, (code, seconds) => say(socket, { type: 'notice', code, seconds }));
    const show = (to: string | undefined) =>
      to === undefined
        ? Promise.resolve(showings.stop(request.actor, terminal.id))
        : showings.start(request.actor, terminal.id, to);
    await joinTerminal(socket, terminal, { size, isResumed, show, upkeep, guard });
    socket.resume();
  };

  return {
    authorise: async (request) => {
      const place = placeIn(request.query);
      await terminals.authorise(request.actor, place);
      return (socket) => {
        const guard = guarded(socket, log, request.requestId);
        guard(() => take(socket, request, place, guard))();
      };
    },
    drain: () => [...open.keys()].forEach((terminal) => terminal.end('stopping')),
  };
}

/** What the address asks for. @throws AppError[not-found] for what is no name */
function placeIn(query: URLSearchParams): TerminalPlace {
  const id = query.get('terminal');
  if (id !== null) return { kind: 'living', id };
  const launchId = query.get('launch');
  if (launchId !== null) return { kind: 'job', launchId };
  const cluster = query.get('cluster') ?? '';
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(cluster)) throw new AppError('not-found');
  return { kind: 'login-node', cluster };
}

/** A page that joins again by itself says which time was its own: what another page has taken meanwhile stays there. */
function isTakenSince(terminal: TerminalHandle, { query }: SocketRequest): boolean {
  const joined = query.get('joined');
  return joined !== null && terminal.isSeen && terminal.joined !== Number(joined);
}

/** NaN for what is not there: the usual size. */
function sizeOf(request: SocketRequest, name: 'columns' | 'rows'): number {
  const text = request.query.get(name);
  return text === null || text === '' ? Number.NaN : Number(text);
}
