import type { Express, RequestHandler } from 'express';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Db } from '#db/client';
import { isSessionLive } from '#db/queries/people/sessions';
import { findActorByToken } from '../../domain/people/find-actor';
import { makePeople } from '../../domain/people/testing/people-fixture';
import type { LiveEvent } from '../../contract/live-events';
import { silentLog, type Log } from '../../log';
import type { Services } from '../../services';
import { makeApi } from '../api/make-api';
import { makeHttp } from '../make-http';
import { makeFileDoors } from '../files/file-doors';
import { makeLive } from '../live';
import { makePaymentEvents } from '../payment-events';
import { makeMetrics } from '../metrics';
import { makeTryLimit, rates } from '../rate-limits';

export interface TestHttp {
  port: number;
  /** A request as written: nothing is added but Host. */
  ask(
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Answer>;
  announce(event: LiveEvent): void;
  people: ReturnType<typeof makePeople>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The whole row of middleware on a free port, with `pages` as what Remix would be and real people services. */
export async function openTestHttp(
  db: Db,
  options: {
    pages?: RequestHandler;
    services?: Partial<Services>;
    isReady?: () => Promise<boolean>;
    metricsToken?: string;
    log?: Log;
    /** As people reach it [http://localhost:<port>]. */
    url?: string;
  } = {},
): Promise<TestHttp> {
  const people = makePeople(db);
  const listeners = new Set<(event: LiveEvent) => void>();
  const subscribe = (_actor: unknown, listener: (event: LiveEvent) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const services = { people: people.people, live: { subscribe }, ...options.services } as unknown as Services;
  const metrics = makeMetrics();
  const live = makeLive({
    services,
    metrics,
    isSessionLive: (sessionId) => isSessionLive(db, sessionId),
    heartbeatMs: 50,
  });
  const port = await freePort();
  const log = options.log ?? silentLog();
  const app = makeHttp({
    url: options.url ?? `http://localhost:${port}`,
    port,
    isDemo: true,
    isDevelopment: false,
    proxyHops: 0,
    metricsToken: options.metricsToken,
    paymentEvents: makePaymentEvents(undefined, log),
    log,
    metrics,
    identity: people.identity,
    manifestTries: makeTryLimit({ points: 3, duration: 60 }),
    isReady: options.isReady ?? (async () => true),
    live: live.router,
    fileDoors: makeFileDoors({ services }),
    api: makeApi({
      services,
      url: `http://localhost:${port}`,
      log,
      findActorByToken: (token, requestId) => findActorByToken(db, token, requestId),
      triesByToken: makeTryLimit(rates.apiByToken),
      refusedByAddress: makeTryLimit(rates.apiRefusedByAddress),
    }),
    files: (_request, _response, next) => next(),
    pages: options.pages ?? ((_request, response) => void response.type('html').send('<p>page')),
  });
  const server = await listenOn(app, port);
  return {
    port,
    people,
    announce: (event) => listeners.forEach((listener) => listener(event)),
    ask: (method, path, headers = {}, body) => ask(port, method, path, headers, body),
    close: async () => {
      live.closeAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function ask(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          host: `localhost:${port}`,
          ...(body !== '' &&
            headers['transfer-encoding'] === undefined && {
              'content-length': String(Buffer.byteLength(body)),
            }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function listenOn(app: Express, port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
