import type { RawData, WebSocket } from 'ws';
import { AppError, isAppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { terminalCloseCodes as closeCodes } from '../../contract/terminal-protocol';
import type { WatchServerMessage } from '../../contract/watch-protocol';
import type { Log } from '../../log';
import type { LiveServices } from '../../services';
import type { ShowingServices, Watcher, Watching } from '../../showing-services';
import { guarded, type Guard } from '../guarded';
import type { SocketRequest, SocketRoute } from '../socket-route';
import { readWatchMessage } from './read-watch-message';

export interface WatchRouteOptions {
  showings: ShowingServices;
  live: LiveServices;
  log: Log;
  /** [60 000] */
  reauthoriseMs?: number;
}

/** `/ws/watch?terminal=…`: a teacher looks at a terminal that its student shows them. Nothing that comes in on it reaches a shell. */
export function makeWatchRoute(options: WatchRouteOptions): SocketRoute {
  const { showings } = options;
  const open = new Set<WebSocket>();

  const take = async (socket: WebSocket, request: SocketRequest, terminalId: string, guard: Guard) => {
    open.add(socket);
    socket.pause();
    let watching: Watching | undefined;
    let stopLooking: () => void = () => undefined;
    socket.on('close', (code) => {
      open.delete(socket);
      stopLooking();
      if (code === closeCodes.ended) watching?.leave();
      else watching?.cut();
    });
    try {
      const shown = await showings.get(request.actor, terminalId);
      const { student, cluster, launch } = shown;
      say(socket, { type: 'watching', student, cluster, ...(launch && { launch }) });
      watching = await showings.watch(request.actor, terminalId, makeWatcher(socket));
    } catch (error) {
      if (!isAppError(error))
        options.log.error({ err: error, requestId: request.requestId }, 'a terminal was not looked at');
      say(socket, { type: 'refused', code: isAppError(error) ? error.code : 'internal' });
      socket.close(isAppError(error) ? closeCodes.notAllowed : closeCodes.fault);
      return socket.resume();
    }
    if (socket.readyState !== socket.OPEN) return watching.cut();
    stopLooking = watchRights(options, request, terminalId);
    socket.on(
      'message',
      guard((data: RawData, isBinary: boolean) => hear(socket, watching, data, isBinary)),
    );
    socket.resume();
  };

  return {
    authorise: async (request) => {
      const terminalId = request.query.get('terminal') ?? '';
      if (!isUuid(terminalId)) throw new AppError('not-found');
      await showings.get(request.actor, terminalId);
      return (socket) => {
        const guard = guarded(socket, options.log, request.requestId);
        guard(() => take(socket, request, terminalId, guard))();
      };
    },
    drain: () => open.forEach((socket) => socket.close(closeCodes.stopping)),
  };
}

/** Only that bytes were drawn, and that they look no more; what is typed here is no word of this socket. */
function hear(socket: WebSocket, watching: Watching | undefined, data: RawData, isBinary: boolean): void {
  // `binaryType` is "nodebuffer": one Buffer a message.
  const message = isBinary ? undefined : readWatchMessage((data as Buffer).toString('utf8'));
  if (message?.type === 'drawn') return watching?.drawn(message.bytes);
  if (message?.type === 'leave') return watching?.leave();
  return socket.close(closeCodes.badMessage, 'not a message of this protocol');
}

function makeWatcher(socket: WebSocket): Watcher {
  const draw = (bytes: Uint8Array) => {
    if (socket.readyState === socket.OPEN) socket.send(bytes);
  };
  return {
    onScreen: (size, bytes) => {
      say(socket, { type: 'screen', ...size });
      draw(bytes);
    },
    onData: draw,
    onSize: (size) => say(socket, { type: 'size', ...size }),
    onAway: () => say(socket, { type: 'away' }),
    onEnd: (code) => {
      say(socket, { type: 'ended', code });
      const isRevoked = code === 'revoked';
      socket.close(
        isRevoked ? closeCodes.notAllowed : code === 'taken-over' ? closeCodes.takenOver : closeCodes.ended,
      );
      // The other side's answer to the close must be read.
      socket.resume();
    },
    queuedBytes: () => socket.bufferedAmount,
  };
}

/**
 * Ends the showing at once when the teacher's session or token ends, or their classes change so that they teach the student no more; within
 * a minute when the right is gone any other way.
 */
function watchRights(
  { live, showings, reauthoriseMs = 60_000 }: WatchRouteOptions,
  { actor, identify }: SocketRequest,
  terminalId: string,
): () => void {
  const { via } = actor;
  const look = async () => {
    try {
      await showings.get(await identify(), terminalId);
    } catch (error) {
      // The database is away for a moment: that ends nothing.
      if (isAppError(error)) showings.revoke(actor, terminalId);
    }
  };
  const unsubscribe = live.subscribe(actor, (event) => {
    const isSession =
      event.kind === 'session-ended' && via.kind === 'session' && event.sessionId === via.sessionId;
    const isToken = event.kind === 'token-ended' && via.kind === 'token' && event.tokenId === via.tokenId;
    if (isSession || isToken) showings.revoke(actor, terminalId);
    if (event.kind === 'class') void look();
  });
  const timer = setInterval(() => void look(), reauthoriseMs);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}

function say(socket: WebSocket, message: WatchServerMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
