import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isLoopback } from '../env';

/** What the portal counts about itself; one for a process. */
export interface Metrics {
  registry: Registry;
  requestSeconds: Histogram<'method' | 'area' | 'status'>;
  liveConnections: Gauge;
  openSockets: Gauge<'path'>;
  refusals: Counter<'code'>;
  workerEvents: Counter<'what' | 'cluster'>;
}

/** Areas of the portal that requests are counted by; anything else is `other`, so that strangers cannot make names. */
const areas = new Set(
  [
    '',
    'home',
    'launch',
    'launches',
    'terminal',
    'hours',
    'requests',
    'review',
    'clusters',
    'admin',
    'settings',
  ].concat(['sign-in', 'sign-up', 'auth', 'become', 'demo', 'docs', 'assets', 'api', 'live', '__manifest']),
);

/** Makes the metrics of a process, Node's own among them. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'modu_http_request_seconds',
      help: 'Time from the request to the end of the answer, by area of the portal',
      labelNames: ['method', 'area', 'status'],
      buckets: [0.005, 0.015, 0.05, 0.15, 0.5, 1, 3, 10],
      registers: [registry],
    }),
    liveConnections: new Gauge({
      name: 'modu_live_connections',
      help: 'Open pages that are told of changes',
      registers: [registry],
    }),
    openSockets: new Gauge({
      name: 'modu_open_sockets',
      help: 'Open WebSockets, by address',
      labelNames: ['path'],
      registers: [registry],
    }),
    refusals: new Counter({
      name: 'modu_http_refusals_total',
      help: 'Requests refused before a route saw them',
      labelNames: ['code'],
      registers: [registry],
    }),
    workerEvents: new Counter({
      name: 'modu_worker_events_total',
      help: 'Reads of queues, launches submitted and settled, by cluster',
      labelNames: ['what', 'cluster'],
      registers: [registry],
    }),
  };
}

/** Times every request. */
export function makeTimer(metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const stop = metrics.requestSeconds.startTimer();
    const first = request.path.split('/')[1]?.replace(/\.data$/, '') ?? '';
    response.on('close', () =>
      stop({
        method: request.method,
        area: areas.has(first) ? first : 'other',
        status: `${Math.floor(response.statusCode / 100)}xx`,
      }),
    );
    next();
  };
}

/** `GET /metrics` for Prometheus: from this machine, or with the token. Others learn not even that it is there. */
export function makeMetricsPage(metrics: Metrics, token: string | undefined): Router {
  const router = Router();
  router.get('/metrics', async (request, response, next) => {
    // Behind a proxy on the same machine every request comes from loopback; what it forwards does not count as being here.
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const isHere = isLoopback(address) && request.headers['x-forwarded-for'] === undefined;
    if (!isHere && !(token !== undefined && bearerIs(request, token))) return next();
    response.set('Content-Type', metrics.registry.contentType).end(await metrics.registry.metrics());
  });
  return router;
}

function bearerIs(request: Request, token: string): boolean {
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
