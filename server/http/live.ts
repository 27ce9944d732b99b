import { Router, type Response } from 'express';
import type { Actor } from '../actor';
import { AppError } from '../contract/app-error';
import type { LiveEvent } from '../contract/live-events';
import type { LiveServices } from '../services';
import type { Metrics } from './metrics';
import { sendProblem } from './problem';
import { stateOf } from './request-state';

export interface LiveOptions {
  live: LiveServices;
  metrics: Metrics;
  isSessionLive(sessionId: string): Promise<boolean>;
  /** [25 000]: under the 30 s after which proxies and school networks drop a silent connection. */
  heartbeatMs?: number;
}

/** Open pages of one person: many tabs on a few machines; more is a loop. */
const connectionsPerPerson = 24;
/** What may wait for a browser that does not read; it is told to ask anew instead of being sent a backlog. */
const waitingBytes = 64 * 1024;

/** `GET /live`: server-sent events, one a change that concerns the person. Ends with the session. @see HTML, §9.2 Server-sent events */
export function makeLive(options: LiveOptions): { router: Router; closeAll(): void } {
  const router = Router();
  const open = new Map<string, Set<Response>>();

  router.get('/live', (_request, response) => {
    const { actor } = stateOf(response);
    if (!actor || actor.via.kind !== 'session') return sendProblem(response, new AppError('not-signed-in'));
    const mine = open.get(actor.personId) ?? new Set();
    if (mine.size >= connectionsPerPerson)
      return sendProblem(
        response,
        new AppError('limit-reached', { details: { limit: connectionsPerPerson } }),
      );
    open.set(actor.personId, mine.add(response));
    options.metrics.liveConnections.inc();
    response.on('close', () => {
      options.metrics.liveConnections.dec();
      mine.delete(response);
      if (mine.size === 0) open.delete(actor.personId);
    });
    stream(options, actor, actor.via.sessionId, response);
  });

  return {
    router,
    closeAll: () => {
      for (const responses of open.values()) for (const response of responses) response.end();
    },
  };
}

function stream(options: LiveOptions, actor: Actor, sessionId: string, response: Response): void {
  response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  // A little spread, so that a restart does not bring every page back in the same moment.
  response.write(`retry: ${2000 + Math.floor(Math.random() * 3000)}\n\n`);
  const send = (event: LiveEvent) => {
    if (response.writableLength > waitingBytes) return response.destroy();
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (event.kind === 'session-ended') response.end();
    return undefined;
  };
  const unsubscribe = options.live.subscribe(actor, (event) => {
    if (event.kind !== 'session-ended' || event.sessionId === sessionId) send(event);
  });
  const heartbeat = setInterval(() => {
    options.isSessionLive(sessionId).then(
      (isLive) => (isLive ? response.write(': \n\n') : send({ kind: 'session-ended', sessionId })),
      // The database is away for a moment: that ends no session.
      () => response.write(': \n\n'),
    );
  }, options.heartbeatMs ?? 25_000);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
