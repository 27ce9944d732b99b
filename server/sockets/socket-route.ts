import type { WebSocket } from 'ws';
import type { Actor } from '../actor';

/** A request for a socket that has passed the door: the actor is known, the origin is ours. */
export interface SocketRequest {
  actor: Actor;
  query: URLSearchParams;
  requestId: string;
  /** Finds out again who it is, as at the beginning. @throws AppError[not-signed-in] when the session or token has ended. */
  identify(): Promise<Actor>;
}

/** Takes the socket that was just opened. Called at most once; must not throw. */
export type TakeSocket = (socket: WebSocket) => void;

export interface SocketRoute {
  /** Whether this actor may have this socket. Dials nothing. @throws AppError, answered in HTTP. */
  authorise(request: SocketRequest): Promise<TakeSocket>;
  /** Ends all its sockets because the portal stops. */
  drain(): void;
}
