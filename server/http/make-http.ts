import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { RequestHandler } from 'express';
import type { Identity } from '../bridge/identity/port';
import type { TryLimit } from '../domain/people/try-limit';
import type { Log } from '../log';
import { makeAccessLog } from './access-log';
import { limitBody } from './body-limit';
import { makeHealth } from './health';
import { allowedHosts, makeHostCheck } from './host-check';
import { makeMetricsPage, makeTimer, type Metrics } from './metrics';
import { makeOriginCheck } from './origin-check';
import { sendProblem } from './problem';
import { limitByAddress } from './rate-limits';
import { beginRequest, stateOf } from './request-state';
import { makeSecurityHeaders } from './security-headers';
import { makeSignInState } from './sign-in-state';

export interface HttpOptions {
  url: string;
  port: number;
  isDemo: boolean;
  isDevelopment: boolean;
  /** Origins that a form of ours may send the browser on to [none]. */
  formTargets?: readonly string[];
  proxyHops: number;
  metricsToken: string | undefined;
  log: Log;
  metrics: Metrics;
  identity: Identity;
  manifestTries: TryLimit;
  isReady(): Promise<boolean>;
  live: RequestHandler;
  /** People's own files at their clusters. */
  fileDoors: RequestHandler;
  api: RequestHandler;
  /** What the payment provider tells, by its own address. */
  paymentEvents: RequestHandler;
  files: RequestHandler;
  pages: RequestHandler;
}

/** Everything that a request passes, in this order. Opens no port. */
export function makeHttp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.proxyHops);

  app.use(beginRequest);
  app.use(makeHealth(options.isReady));
  app.use(makeAccessLog(options.log));
  app.use(makeTimer(options.metrics));
  app.use(makeMetricsPage(options.metrics, options.metricsToken));
  app.use(
    makeSecurityHeaders({
      isTls: options.url.startsWith('https:'),
      isDevelopment: options.isDevelopment,
      formTargets: options.formTargets ?? [],
    }),
  );
  app.use(makeHostCheck(allowedHosts(options)));
  app.use(limitBody);

  app.use(options.files);
  // The API knows no cookies, so another origin's page cannot borrow anybody's: it stands before the Origin check.
  app.use('/api/v1', options.api);
  app.use(options.paymentEvents);
  app.use(makeOriginCheck(options.url, () => options.metrics.refusals.inc({ code: 'wrong-origin' })));
  app.use('/__manifest', limitByAddress(options.manifestTries));
  app.use(makeSignInState(options.identity));
  app.use(options.live);
  app.use(options.fileDoors);
  app.use(options.pages);
  app.use(makeLastResort(options.log));
  return app;
}

/** What nobody caught is our fault: logged whole, shown as `internal` with the id that finds it. */
function makeLastResort(log: Log) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    log.error({ requestId: stateOf(response).requestId, err: error }, 'a request failed by our fault');
    sendProblem(response, error);
  };
}
