import type { RequestListener, Server } from 'node:http';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#db/client';
import { isSessionLive } from '#db/queries/people/sessions';
import type { Composed } from '../compose';
import { makeDemoLink } from '../demo/demo-services';
import { findActorByToken } from '../domain/people/find-actor';
import { makeAppOrigins } from '../contract/app-origins';
import type { Env } from '../env';
import { makeGateway } from '../gateway/make-gateway';
import type { Log } from '../log';
import { makeUpgradeDoor } from '../sockets/upgrade-door';
import { makeTerminalRoute } from '../sockets/terminal/terminal-route';
import { makeWatchRoute } from '../sockets/watch/watch-route';
import { makeApi } from './api/make-api';
import { allowedHosts } from './host-check';
import { makeFileDoors } from './files/file-doors';
import { makeLive } from './live';
import { makeGetLoadContext } from './make-load-context';
import { makeHttp } from './make-http';
import type { Metrics } from './metrics';
import { makePaymentEvents } from './payment-events';
import { loadBuiltPages, loadPagesInDevelopment } from './pages';
import { makeTryLimit, rates } from './rate-limits';

export interface PortalHttp {
  /** Answers every request: those to an app's own origin by the gateway, all others by the portal. */
  listener: RequestListener;
  /** Attaches what needs the servers themselves (upgrades). */
  attach(servers: readonly Server[]): void;
  /** Says "not ready" from now on and ends the connections that would never end by themselves. */
  drain(): void;
  close(): Promise<void>;
}

/** The web half of the portal with all its parts wired. */
export async function makePortalHttp(options: {
  env: Env;
  log: Log;
  db: Db;
  composed: Composed;
  metrics: Metrics;
  isDevelopment: boolean;
}): Promise<PortalHttp> {
  const { env, log, db, composed, metrics, isDevelopment } = options;
  let isDraining = false;
  const live = makeLive({
    services: composed.services,
    metrics,
    isSessionLive: (sessionId) => isSessionLive(db, sessionId),
  });
  const getLoadContext = makeGetLoadContext({
    services: composed.services,
    identity: composed.identity,
    confirmDoor: composed.confirmDoor,
    oidc: composed.oidc,
    oidcWork: composed.oidcWork,
    cardWork: composed.cardWork,
    secret: composed.secret,
    passkeyTries: makeTryLimit(rates.passkeyByAddress),
    welcome: composed.welcome,
    demoLink: env.isDemo ? (email) => makeDemoLink(db, composed.identity.links, email) : undefined,
    isDemo: env.isDemo,
    isDevelopment,
  });
  const root = resolve(import.meta.dirname, '../..');
  const pages = await (isDevelopment ? loadPagesInDevelopment : loadBuiltPages)(root, getLoadContext);
  const app = makeHttp({
    ...env,
    isDevelopment,
    formTargets: [
      ...new Set(composed.oidc.providers.map(({ issuer }) => new URL(issuer).origin)),
      ...(env.stripe ? [env.stripe.url ?? 'https://checkout.stripe.com'] : []),
    ],
    log,
    metrics,
    identity: composed.identity,
    manifestTries: makeTryLimit(rates.manifestByAddress),
    isReady: async () => {
      if (isDraining) return false;
      await sql`select 1`.execute(db);
      return true;
    },
    live: live.router,
    fileDoors: makeFileDoors({ services: composed.services }),
    api: makeApi({
      services: composed.services,
      url: env.url,
      log,
      findActorByToken: (token, requestId) => findActorByToken(db, token, requestId),
      triesByToken: makeTryLimit(rates.apiByToken),
      refusedByAddress: makeTryLimit(rates.apiRefusedByAddress),
    }),
    paymentEvents: makePaymentEvents(composed.takePaymentEvent, log),
    files: pages.files,
    pages: pages.handler,
  });
  const gateway = makeGateway({
    door: composed.appDoor,
    origins: makeAppOrigins(env),
    portalUrl: env.url,
    onNews: composed.onNews,
    log,
    metrics,
  });
  const sockets = makeUpgradeDoor({
    owners: [gateway],
    url: env.url,
    hosts: allowedHosts(env),
    identity: composed.identity,
    findActorByToken: (token, requestId) => findActorByToken(db, token, requestId),
    refusedByAddress: makeTryLimit(rates.socketRefusedByAddress),
    routes: {
      '/ws/terminal': makeTerminalRoute({
        ...composed.services,
        log,
        timing: { keepMs: env.terminalKeepSeconds * 1000 },
      }),
      '/ws/watch': makeWatchRoute({ ...composed.services, log }),
    },
    log,
    metrics,
  });
  return {
    listener: (request, response) =>
      gateway.owns(request) ? gateway.request(request, response) : app(request, response),
    attach: sockets.attach,
    drain: () => {
      isDraining = true;
      live.closeAll();
      sockets.drain();
      gateway.close();
    },
    close: pages.close,
  };
}
