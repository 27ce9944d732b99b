import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { newId } from '#db/new-id';
import type { Actor } from '../actor';

/** What the middleware of one request share, in `response.locals`. */
export interface RequestState {
  requestId: string;
  cspNonce: string;
  /** Aborts when the browser has gone before the answer was complete. */
  goneSignal: AbortSignal;
  actor: Actor | null;
  /** A session is there that waits for its second factor. */
  isWaiting: boolean;
  /** A session is there whose person's guardian has stopped them. */
  isStopped: boolean;
}

/** The state that `beginRequest` made. */
export const stateOf = (response: Response): RequestState => response.locals['modu'] as RequestState;

/** First in the row: an id that finds the request in the log and on an error page, and a signal for "the browser has gone". */
export function beginRequest(_request: Request, response: Response, next: NextFunction): void {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const state: RequestState = {
    requestId: newId(),
    cspNonce: randomBytes(16).toString('base64'),
    goneSignal: gone.signal,
    actor: null,
    isWaiting: false,
    isStopped: false,
  };
  response.locals['modu'] = state;
  response.setHeader('X-Request-Id', state.requestId);
  next();
}
