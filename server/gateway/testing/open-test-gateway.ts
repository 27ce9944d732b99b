import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openListener } from '#db/client';
import { newId } from '#db/new-id';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { insertPerson } from '#db/queries/people/people';
import { insertSession } from '#db/queries/people/sessions';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import type { Actor } from '../../actor';
import type { DialTarget } from '../../bridge/ssh/port';
import { openBridges } from '../../compose';
import { makeAppOrigins, type AppOrigins } from '../../contract/app-origins';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre } from '../../demo/centre/start-centre';
import { hangangCluster } from '../../demo/centre/testing/hangang-cluster';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { makeAppDoor } from '../../domain/apps/app-door';
import { makeAppSecrets } from '../../domain/apps/app-files';
import { hashAppToken, newAppToken } from '../../domain/apps/app-tokens';
import { readApps } from '../../domain/apps/read-apps';
import { makeLaunchServices } from '../../domain/launches/make-launch-services';
import { plantHours } from '../../domain/launches/testing/launch-ground';
import { toActor } from '../../domain/people/find-actor';
import { makeMetrics } from '../../http/metrics';
import { startLiveHub } from '../../live/live-hub';
import { silentLog } from '../../log';
import { makeGateway } from '../make-gateway';
import { ask } from './ask';
import { plantApp } from './plant-app';

export interface TestVisitor {
  actor: Actor;
  sessionId: string;
  login: string;
}

/** A gateway on a free port, a real demo centre behind it, and apps that tests write themselves behind that. */
export interface TestGateway {
  port: number;
  db: TestDb['db'];
  origins: AppOrigins;
  /** Everything that was dialled through a cluster, in order. */
  dialled: DialTarget[];
  /** Connections to clusters that are open now. */
  connections(): number;
  secretOf(launchId: string): string;
  visitor(name: string): Promise<TestVisitor>;
  /** A launch of the visitor's that runs and is ready, listening where `app` does; gives its id. */
  launch(visitor: TestVisitor, app: Server): Promise<string>;
  /** A browser's entry cookie for a launch. */
  enter(visitor: TestVisitor, launchId: string): Promise<string>;
  openApp(visitor: TestVisitor, launchId: string, knock: string): Promise<{ origin: string; ticket: string }>;
  close(): Promise<void>;
}

/** Opens it all on loopback; nothing is shared with another. recheckMs [60 000] */
export async function openTestGateway({ recheckMs = 60_000 } = {}): Promise<TestGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'modu-gw-'));
  const log = silentLog();
  const [test, centre] = await Promise.all([
    openTestDb(),
    startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false }),
  ]);
  const { db } = test;
  await ensureLedgerRoots(db);
  const cluster = await db.transaction().execute((trx) => upsertCluster(trx, hangangCluster(centre)));
  await db.updateTable('clusters').set({ reach: 'ok' }).execute();
  const bridges = openBridges(() => Promise.resolve({ privateKey: testKey.private }), log);
  const dialled: DialTarget[] = [];
  const watched: typeof bridges = {
    ...bridges,
    link: (address, login) => {
      const link = bridges.link(address, login);
      const dial: typeof link.dial = (target) => {
        dialled.push(target);
        return link.dial(target);
      };
      return { ...link, run: link.run.bind(link), shell: link.shell.bind(link), dial };
    },
  };

  const server = createServer({ requestTimeout: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const origins = makeAppOrigins({ url: `http://localhost:${port}`, appsDomain: 'localhost' });
  const apps = await readApps([], origins);
  const secretOf = makeAppSecrets('a secret of thirty-two characters');
  const live = startLiveHub(() => openListener(test.url), log);
  const launches = makeLaunchServices({
    db,
    bridges,
    apps,
    addTask: async () => undefined,
    addTasks: async () => undefined,
  });
  const gateway = makeGateway({
    door: makeAppDoor({ db, bridges: watched, apps, secretOf, log }),
    origins,
    portalUrl: `http://localhost:${port}`,
    onNews: live.watch,
    log,
    metrics: makeMetrics(),
    recheckMs,
  });
  server.on('request', gateway.request);
  server.on('upgrade', (asked, socket, head) => {
    socket.on('error', () => socket.destroy());
    gateway.handle(asked, socket, head);
  });

  const visitor = async (name: string): Promise<TestVisitor> => {
    const row = await insertPerson(db, {
      email: `${name}@x.kr`,
      displayName: name,
      level: 'high',
      schoolName: '',
      birthYearMonth: '2008-01',
      locale: 'ko',
      roles: ['student'],
    });
    const session = await insertSession(db, {
      tokenHash: newAppToken(),
      personId: row.id,
      userAgent: 'test',
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    const actor = toActor(row, { kind: 'session', sessionId: session.id }, 'test');
    await plantHours(db, actor, 100 * 3_600_000);
    const service = bridges.link(
      { name: 'hangang', host: '127.0.0.1', port: centre.port, hostKeys: [centre.hostKey] },
      'modu-svc',
    );
    const added = await service.run({ line: `modu-login add ${name}` });
    if (added.exitCode !== 0) throw new Error(added.stderr);
    await db
      .insertInto('logins')
      .values({ id: newId(), cluster_id: cluster.id, person_id: row.id, name, ready_at: new Date() })
      .execute();
    return { actor, sessionId: session.id, login: name };
  };
  const openApp = (who: TestVisitor, launchId: string, knock: string) =>
    launches.openApp(who.actor, launchId, knock);

  return {
    port,
    db,
    origins,
    dialled,
    secretOf,
    connections: () => bridges.openConnections(),
    visitor,
    openApp,
    launch: async (who, app) => {
      const { id } = await launches.submit(
        who.actor,
        { cluster: 'hangang', kind: 'app', app: 'jupyter', walltimeSeconds: 3600 },
        `key-${newAppToken()}`,
      );
      const path = join(folder, 'home', who.login, `${id.slice(-6)}.sock`);
      await new Promise<void>((listening) => app.listen(path, listening));
      await plantApp(db, id, { kind: 'socket', path });
      return id;
    },
    enter: async (who, launchId) => {
      const knock = newAppToken();
      const { ticket } = await openApp(who, launchId, hashAppToken(knock));
      const { headers } = await ask({
        port,
        host: new URL(origins.originOf(launchId)).host,
        path: `/.modu/enter?ticket=${ticket}`,
        headers: { cookie: `__Host-modu-knock=${knock}.` },
      });
      const cookie = headers['set-cookie']?.find((one) => one.startsWith('__Host-modu-app='));
      if (cookie === undefined) throw new Error('not let in');
      return cookie.split(';')[0] ?? '';
    },
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await Promise.all([bridges.close(), live.stop(), new Promise((closed) => server.close(closed))]);
      await centre.stop();
      await test.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
