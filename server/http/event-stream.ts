import type { Response } from 'express';
import type { Actor } from '../actor';
import { AppError } from '../contract/app-error';
import type { Services } from '../services';
import type { Metrics } from './metrics';
import { sendProblem } from './problem';
import { stateOf } from './request-state';

export interface StreamOptions {
  services: Pick<Services, 'live'>;
  metrics: Metrics;
  isSessionLive(sessionId: string): Promise<boolean>;
  /** [25 000]: under the 30 s after which proxies and school networks drop a silent connection. */
  heartbeatMs?: number;
}

/** An answer that goes on: server-sent events to one page. @see HTML, §9.2 Server-sent events */
export interface EventStream {
  actor: Actor;
  /** id: what the browser gives back as `Last-Event-ID` when it joins again after a cut. */
  send(event: object, id?: string): void;
  end(): void;
  onClose(listener: () => void): void;
}

/** Open pages of one person: many tabs on a few machines; more is a loop. */
const streamsPerPerson = 24;
/** What may wait for a browser that does not read; it is told to ask anew instead of being sent a backlog. */
const waitingBytes = 1024 * 1024;

/** Opens streams for who is signed in, so many a person, and ends each with its session at the latest by the next heartbeat. */
export function makeStreamDoor(options: StreamOptions) {
  const open = new Map<string, Set<Response>>();

  const enter = (actor: Actor, response: Response) => {
    const mine = open.get(actor.personId) ?? new Set();
    if (mine.size >= streamsPerPerson)
      throw new AppError('limit-reached', { details: { limit: streamsPerPerson } });
    open.set(actor.personId, mine.add(response));
    options.metrics.liveConnections.inc();
    response.on('close', () => {
      options.metrics.liveConnections.dec();
      mine.delete(response);
      if (mine.size === 0) open.delete(actor.personId);
    });
  };

  return {
    /** undefined: it was refused and the answer is sent. */
    open(response: Response): EventStream | undefined {
      try {
        const { actor } = stateOf(response);
        if (!actor || actor.via.kind !== 'session') throw new AppError('not-signed-in');
        enter(actor, response);
        return startStream(options, actor, actor.via.sessionId, response);
      } catch (error) {
        sendProblem(response, error);
        return undefined;
      }
    },
    closeAll: () => {
      for (const responses of open.values()) for (const response of responses) response.end();
    },
  };
}

function startStream(
  options: StreamOptions,
  actor: Actor,
  sessionId: string,
  response: Response,
): EventStream {
  response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  // A little spread, so that a restart does not bring every page back in the same moment.
  response.write(`retry: ${2000 + Math.floor(Math.random() * 3000)}\n\n`);
  const send = (event: object, id?: string) => {
    if (response.writableEnded) return;
    if (response.writableLength > waitingBytes) return void response.destroy();
    response.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`);
  };
  const endSession = () => {
    send({ kind: 'session-ended', sessionId });
    response.end();
  };
  const beat = async () => {
    // A database that is away for a moment ends no session.
    const isLive = await options.isSessionLive(sessionId).catch(() => true);
    if (!isLive) endSession();
    else if (!response.writableEnded) response.write(': \n\n');
  };
  const heartbeat = setInterval(() => void beat(), options.heartbeatMs ?? 25_000);
  const unsubscribe = options.services.live.subscribe(actor, (event) => {
    if (event.kind === 'session-ended' && event.sessionId === sessionId) endSession();
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  return {
    actor,
    send,
    end: () => void response.end(),
    onClose: (listener) => void response.on('close', listener),
  };
}
