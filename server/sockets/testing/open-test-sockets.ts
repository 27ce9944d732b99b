import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openListener } from '#db/client';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { insertPerson } from '#db/queries/people/people';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { openBridges } from '../../compose';
import type { Role } from '../../contract/roles';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre } from '../../demo/centre/start-centre';
import { hangangCluster } from '../../demo/centre/testing/hangang-cluster';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { findActorByToken, toActor } from '../../domain/people/find-actor';
import { cookieOf, makePeople, nobody, tokenMailedTo } from '../../domain/people/testing/people-fixture';
import { makeTerminalServices } from '../../domain/terminals/make-terminal-services';
import type { ShowingWaits } from '../../domain/terminals/showing';
import { makeMetrics } from '../../http/metrics';
import { makeTryLimit } from '../../http/rate-limits';
import { startLiveHub } from '../../live/live-hub';
import { silentLog } from '../../log';
import type { ShowingServices } from '../../showing-services';
import type { TerminalServices } from '../../terminal-services';
import { makeTerminalRoute, type TerminalRouteOptions } from '../terminal/terminal-route';
import { makeWatchRoute } from '../watch/watch-route';
import { makeUpgradeDoor } from '../upgrade-door';

export interface TestPerson {
  id: string;
  cookie: string;
  sessionId: string;
  token: string;
  /** As the session makes them. */
  actor: Actor;
}

/** The upgrade door with the terminal's socket on a free port, real people, and a demo centre `hangang` behind it. */
export interface TestSockets {
  port: number;
  origin: string;
  db: TestDb['db'];
  people: ReturnType<typeof makePeople>['people'];
  terminals: TerminalServices;
  showings: ShowingServices;
  bridges: ReturnType<typeof openBridges>;
  /** Connections to clusters that are open now. */
  dialled(): number;
  enter(email: string, roles?: Role[]): Promise<TestPerson>;
  drain(): void;
  close(): Promise<void>;
}

export interface TestSocketOptions extends Pick<TerminalRouteOptions, 'timing' | 'reauthoriseMs'> {
  pingEveryMs?: number;
  /** [4] */
  perPerson?: number;
  showingWaits?: ShowingWaits;
}

/** Opens it all on loopback; nothing is shared with another. */
export async function openTestSockets(options: TestSocketOptions = {}): Promise<TestSockets> {
  const folder = mkdtempSync(join(tmpdir(), 'modu-sockets-'));
  const log = silentLog();
  const [test, centre] = await Promise.all([
    openTestDb(),
    startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false }),
  ]);
  const { db } = test;
  await attach(db, centre);
  const bridges = openBridges(() => Promise.resolve({ privateKey: testKey.private }), log);
  const live = startLiveHub(() => openListener(test.url), log);
  const { identity, people } = makePeople(db);
  const server = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const { terminals, showings } = makeTerminalServices(
    { db, bridges, log },
    options.perPerson ?? 4,
    options.showingWaits,
  );
  const door = makeUpgradeDoor({
    url: origin,
    hosts: new Set([`localhost:${port}`]),
    identity,
    findActorByToken: (token, requestId) => findActorByToken(db, token, requestId),
    refusedByAddress: makeTryLimit({ points: 1000, duration: 60 }),
    routes: {
      '/ws/terminal': makeTerminalRoute({ terminals, showings, live, log, ...options }),
      '/ws/watch': makeWatchRoute({ showings, live, log, ...options }),
    },
    log,
    metrics: makeMetrics(),
    ...(options.pingEveryMs !== undefined && { pingEveryMs: options.pingEveryMs }),
  });
  door.attach([server]);

  const enter = async (email: string, roles: Role[] = ['student']): Promise<TestPerson> => {
    const row = await insertPerson(db, {
      email,
      displayName: email,
      level: 'high',
      schoolName: '',
      birthYearMonth: '2008-01',
      locale: 'ko',
      roles,
    });
    await people.startSignIn(email, { address: '1', locale: 'ko' });
    // Confirmed at once, so that every role acts.
    const mailed = (await tokenMailedTo(db, email)) ?? '';
    const { setCookies } = await identity.followLink(mailed, nobody, 'demo-door');
    const cookie = cookieOf(setCookies);
    const sessionId = (await identity.readSession(cookie))?.id ?? '';
    const actor = toActor(row, { kind: 'session', sessionId }, 'test');
    const { token } = await people.createToken(actor, { name: 'test', days: 1 });
    return { id: row.id, cookie, sessionId, token, actor };
  };

  return {
    port,
    origin,
    db,
    people,
    terminals,
    showings,
    bridges,
    dialled: () => bridges.openConnections(),
    enter,
    drain: () => door.drain(),
    close: async () => {
      door.drain(0);
      server.closeAllConnections();
      await Promise.all([bridges.close(), live.stop(), new Promise((closed) => server.close(closed))]);
      await centre.stop();
      await test.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function attach(db: TestDb['db'], centre: { port: number; hostKey: string }): Promise<void> {
  await db.transaction().execute((trx) => upsertCluster(trx, hangangCluster(centre)));
}
