import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { isAppError } from '../contract/app-error';
import type { AppOrigins } from '../contract/app-origins';
import type { ErrorCode } from '../contract/error-codes';
import type { LaunchId } from '../contract/ids';
import { hashAppToken, newAppToken } from '../domain/apps/app-tokens';
import type { AppDoor } from '../domain/apps/app-door';
import type { Metrics } from '../http/metrics';
import type { LiveNews } from '../live/live-hub';
import type { Log } from '../log';
import type { UpgradeOwner } from '../sockets/upgrade-door';
import { refuseWith } from '../sockets/refuse-upgrade';
import { makeAppAgents } from './app-agents';
import { knockValue, readKnock, setAppCookie, splitCookies } from './entry-cookies';
import { foreignReason, isNavigation } from './fetch-rules';
import { sendGatewayPage } from './gateway-page';
import { makePasses } from './passes';
import { proxyRequest } from './proxy-request';
import { proxyUpgrade } from './proxy-upgrade';

export interface GatewayOptions {
  door: AppDoor;
  origins: AppOrigins;
  /** The portal's own origin. */
  portalUrl: string;
  onNews(listener: (news: LiveNews) => void): void;
  log: Log;
  metrics: Metrics;
  /** How often everything open is asked about again [60 000]. */
  recheckMs?: number;
}

export interface Gateway extends UpgradeOwner {
  /** Answers a request to an app's origin. Never throws. */
  request(asked: IncomingMessage, answer: ServerResponse): void;
  /** Cuts everything; browsers come back to the next process by themselves. Harmless twice. */
  close(): void;
}

/** Sockets of one app at once; a page of a notebook holds one a kernel. */
const socketsPerApp = 100;
/** The one path of an app's origin that is ours. */
const enterPath = '/.modu/enter';
/** A knock is answered by a redirect and back, or by a person who signs in first. */
const knockSeconds = 900;

/**
 * Apps in the browser, each launch on an origin of its own. Who comes for the first time is sent to the portal with a knock, comes back
 * with a ticket that only this browser can use, and is let in by a cookie of this origin alone; the portal's own cookies never come here.
 * Every request and every socket is authorised before anything is dialled.
 */
export function makeGateway(options: GatewayOptions): Gateway {
  const { door, origins, portalUrl, log, metrics } = options;
  const passes = makePasses(door, (error) => log.warn({ err: error }, 'who may stay in apps was not asked'));
  const agents = makeAppAgents();
  options.onNews((news) => passes.hear(news));
  const ticking = setInterval(() => {
    agents.sweep();
    void passes.recheck();
  }, options.recheckMs ?? 60_000).unref();

  const jobUrl = (launchId: string) => `${portalUrl}/launches/${launchId}`;
  const say = (asked: IncomingMessage, answer: ServerResponse, launchId: string, code: ErrorCode) => {
    metrics.refusals.inc({ code });
    sendGatewayPage(answer, {
      code,
      jobUrl: jobUrl(launchId),
      acceptLanguage: asked.headers['accept-language'],
      isNavigation: isNavigation(asked),
    });
  };

  const knock = (asked: IncomingMessage, answer: ServerResponse, launchId: string) => {
    const secret = newAppToken();
    redirect(answer, `${jobUrl(launchId)}/enter?knock=${hashAppToken(secret)}`, [
      setAppCookie('knock', knockValue(secret, asked.url ?? '/'), knockSeconds),
    ]);
  };

  const enter = async (asked: IncomingMessage, answer: ServerResponse, launchId: string) => {
    const kept = readKnock(splitCookies(asked.headers.cookie).knock);
    const ticket = new URL(asked.url ?? '/', 'http://app').searchParams.get('ticket') ?? '';
    if (!kept || asked.method !== 'GET') return say(asked, answer, launchId, 'app-not-entered');
    const entry = await door.enter(launchId, ticket, kept.secret);
    log.info({ launch: launchId, isIn: entry !== undefined }, 'a browser comes to an app');
    // Two tabs that knocked at once: the other's entry, if it came first, is this one's too.
    if (!entry) return redirect(answer, '/', [setAppCookie('knock', '', 0)]);
    redirect(answer, kept.path, [
      setAppCookie('entry', entry.token, entry.seconds),
      setAppCookie('knock', '', 0),
    ]);
  };

  const handle = async (asked: IncomingMessage, answer: ServerResponse, launchId: LaunchId) => {
    const origin = origins.originOf(launchId);
    if (asked.url?.startsWith('/') !== true) return say(asked, answer, launchId, 'not-found');
    if (foreignReason(asked, origin, { isUpgrade: false }))
      return say(asked, answer, launchId, 'wrong-origin');
    if (asked.url.split('?')[0] === enterPath) return enter(asked, answer, launchId);
    const pass = await passes.find(launchId, splitCookies(asked.headers.cookie).entry);
    if (!pass) {
      if (isNavigation(asked)) return knock(asked, answer, launchId);
      return say(asked, answer, launchId, 'app-not-entered');
    }
    // What stays in the browser would go on after the launch, and could answer for the gateway.
    if (asked.headers['service-worker'] !== undefined && !pass.manifest.serviceWorkers)
      return say(asked, answer, launchId, 'not-allowed');
    if (answer.destroyed) return;
    answer.once('close', passes.hold(pass, answer));
    proxyRequest(asked, answer, {
      agent: agents.of(pass),
      pass,
      origin,
      onFailure: (error) => {
        log.info({ launch: launchId, err: error }, 'an app did not answer');
        say(
          asked,
          answer,
          launchId,
          isAppError(error) && error.code === 'wrong-origin' ? 'wrong-origin' : 'app-unreachable',
        );
      },
    });
  };

  const upgrade = async (asked: IncomingMessage, socket: Duplex, head: Buffer, launchId: LaunchId) => {
    const origin = origins.originOf(launchId);
    if (foreignReason(asked, origin, { isUpgrade: true }))
      return refuseWith(socket, 403, { body: 'Wrong origin.\n' });
    if (asked.headers.upgrade?.toLowerCase() !== 'websocket' || asked.method !== 'GET')
      return refuseWith(socket, 400, { body: 'Only WebSocket is spoken here.\n' });
    const pass = await passes.find(launchId, splitCookies(asked.headers.cookie).entry);
    if (!pass) return refuseWith(socket, 401, { body: 'Open the app from the portal first.\n' });
    if (passes.held(launchId) >= socketsPerApp)
      return refuseWith(socket, 429, { body: 'Too many sockets.\n' });
    const release = passes.hold(pass, socket);
    socket.once('close', release);
    await proxyUpgrade(asked, socket, {
      pass,
      origin,
      head,
      onOpen: () => {
        metrics.openSockets.inc({ path: 'app' });
        socket.once('close', () => metrics.openSockets.dec({ path: 'app' }));
      },
    });
  };

  return {
    owns: (asked) => origins.isApp(asked.headers.host),
    request: (asked, answer) => {
      const launchId = origins.launchOf(asked.headers.host);
      if (!launchId) {
        answer.writeHead(421, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
        return void answer.end('This address is not served here.\n');
      }
      handle(asked, answer, launchId).catch((error: unknown) => {
        log.error({ err: error, launch: launchId }, 'a request to an app failed by our fault');
        say(asked, answer, launchId, 'internal');
      });
    },
    handle: (asked, socket, head) => {
      const launchId = origins.launchOf(asked.headers.host);
      if (!launchId) return refuseWith(socket, 421, { body: 'This address is not served here.\n' });
      upgrade(asked, socket, head, launchId).catch((error: unknown) => {
        if (!isAppError(error))
          log.error({ err: error, launch: launchId }, 'a socket of an app failed by our fault');
        else log.info({ launch: launchId, code: error.code }, 'a socket of an app did not open');
        refuseWith(socket, isAppError(error) ? 502 : 500, { body: '' });
      });
    },
    close: () => {
      clearInterval(ticking);
      passes.endAll();
      agents.close();
    },
  };
}

function redirect(answer: ServerResponse, to: string, setCookies: string[]): void {
  answer.writeHead(303, {
    Location: to,
    'Set-Cookie': setCookies,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  answer.end();
}
