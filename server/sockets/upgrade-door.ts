import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { newId } from '#db/new-id';
import { AppError, isAppError } from '../contract/app-error';
import { terminalLimits } from '../contract/terminal-protocol';
import type { TryLimit } from '../domain/people/try-limit';
import type { Metrics } from '../http/metrics';
import type { Log } from '../log';
import { findSocketActor, type SocketActorOptions } from './find-socket-actor';
import { keepAlive } from './keep-alive';
import { refuseUpgrade, refuseWith } from './refuse-upgrade';
import type { SocketPath } from './socket-paths';
import type { SocketRoute } from './socket-route';

/** Somebody else who answers upgrades of hosts of their own (apps on their own origins). Asked first; `handle` must not throw. */
export interface UpgradeOwner {
  owns(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface UpgradeDoorOptions extends SocketActorOptions {
  /** Only its scheme is used: with the request's own, already checked host it makes the origin that is ours. */
  url: string;
  hosts: ReadonlySet<string>;
  routes: Record<SocketPath, SocketRoute>;
  owners?: readonly UpgradeOwner[];
  /** Refused requests, by address. */
  refusedByAddress: TryLimit;
  log: Log;
  metrics: Metrics;
  /** [30 000] */
  pingEveryMs?: number;
}

export interface UpgradeDoor {
  attach(servers: readonly Server[]): void;
  /** Takes no more, tells every socket that the portal stops, and cuts those that do not go in `graceMs` [500]. Harmless twice. */
  drain(graceMs?: number): void;
}

/** The one place where connections become WebSockets. What it refuses has dialled nothing. Opens nothing by itself. */
export function makeUpgradeDoor(options: UpgradeDoorOptions): UpgradeDoor {
  const { protocol } = new URL(options.url);
  const { log, metrics } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: terminalLimits.inputBytesPerMessage,
    // Compression costs a megabyte and more a connection, and keystrokes gain nothing.
    perMessageDeflate: false,
  });
  let isDraining = false;

  const letIn = async (request: IncomingMessage, socket: Duplex, head: Buffer, requestId: string) => {
    if (isDraining) throw new AppError('cluster-down');
    const url = new URL(request.url ?? '/', 'http://door');
    const route = Object.hasOwn(options.routes, url.pathname)
      ? options.routes[url.pathname as SocketPath]
      : undefined;
    if (!route) throw new AppError('not-found');
    const ownOrigin = `${protocol}//${request.headers.host ?? ''}`;
    const identify = () => findSocketActor(options, request, ownOrigin, requestId);
    const actor = await identify();
    const take = await route.authorise({ actor, query: url.searchParams, requestId, identify });
    if (isDraining) throw new AppError('cluster-down');
    server.handleUpgrade(request, socket, head, (webSocket) => {
      // Protocol errors of the other side end its own socket; without a listener they would end the process.
      webSocket.on('error', () => undefined);
      keepAlive(webSocket, options.pingEveryMs);
      metrics.openSockets.inc({ path: url.pathname });
      webSocket.on('close', () => metrics.openSockets.dec({ path: url.pathname }));
      log.info({ requestId, path: url.pathname, personId: actor.personId }, 'socket opened');
      take(webSocket);
    });
  };

  const refuse = async (request: IncomingMessage, socket: Duplex, error: unknown, requestId: string) => {
    const isOurs = isAppError(error);
    if (isOurs) metrics.refusals.inc({ code: error.code });
    else log.error({ err: error, requestId }, 'a request for a socket failed by our fault');
    const limited = await options.refusedByAddress
      .take(request.socket.remoteAddress ?? '')
      .catch((refusal: unknown) => refusal);
    const status = refuseUpgrade(request, socket, limited ?? error, requestId);
    log.info({ requestId, path: pathOf(request), status }, 'socket refused');
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // First of all: an error of a socket that nobody listens to ends the process.
    socket.on('error', () => socket.destroy());
    const owner = options.owners?.find((one) => one.owns(request));
    if (owner) return owner.handle(request, socket, head);
    const requestId = newId();
    if (!options.hosts.has((request.headers.host ?? '').toLowerCase()))
      return refuseWith(socket, 421, { body: 'This address is not served here.\n' });
    if ((request.headers.upgrade ?? '').toLowerCase() !== 'websocket')
      return refuseWith(socket, 400, { body: 'Only WebSocket is spoken here.\n' });
    letIn(request, socket, head, requestId).catch((error: unknown) =>
      refuse(request, socket, error, requestId).catch(() => socket.destroy()),
    );
  };

  return {
    attach: (servers) => servers.forEach((one) => one.on('upgrade', onUpgrade)),
    drain: (graceMs = 500) => {
      isDraining = true;
      for (const route of Object.values(options.routes)) route.drain();
      setTimeout(() => server.clients.forEach((client) => client.terminate()), graceMs).unref();
    },
  };
}

/** What stands after `?` is not logged. */
const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0]?.slice(0, 200) ?? '';
