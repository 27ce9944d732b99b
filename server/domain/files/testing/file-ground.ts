import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCluster } from '#db/queries/clusters/list-clusters';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../../actor';
import { openBridges } from '../../../compose';
import type { Role } from '../../../contract/roles';
import { demoCentres } from '../../../demo/centre/centres';
import { startCentre } from '../../../demo/centre/start-centre';
import { hangangCluster } from '../../../demo/centre/testing/hangang-cluster';
import { testKey } from '../../../demo/centre/testing/ssh-client';
import type { FileServices } from '../../../file-services';
import { openTestHttp, type TestHttp } from '../../../http/testing/test-http';
import { silentLog } from '../../../log';
import type { ClusterBridges } from '../../clusters/cluster-bridges';
import { ensureLogin } from '../../clusters/ensure-login';
import { cookieOf, makePerson, nobody, tokenMailedTo } from '../../people/testing/people-fixture';
import { makeFileServices } from '../make-file-services';

/** Somebody with a home at the centre, as the portal and as the disk sees it. */
export interface FilePerson {
  actor: Actor;
  cookie: string;
  /** Of their home on this machine; more words go below it. */
  at(...path: string[]): string;
}

export interface FileGround {
  db: TestDb['db'];
  files: FileServices;
  bridges: ClusterBridges;
  http: TestHttp;
  person(email: string, roles?: Role[]): Promise<FilePerson>;
  close(): Promise<void>;
}

/** The demo centre `hangang` with the portal's file services before it, and the row of middleware on a free port. */
export async function openFileGround(): Promise<FileGround> {
  const folder = mkdtempSync(join(tmpdir(), 'modu-files-'));
  const log = silentLog();
  const [test, centre] = await Promise.all([
    openTestDb(),
    startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false }),
  ]);
  const { db } = test;
  await db.transaction().execute((trx) => upsertCluster(trx, hangangCluster(centre)));
  const bridges = openBridges(() => Promise.resolve({ privateKey: testKey.private }), log);
  const files = makeFileServices({ db, bridges });
  const http = await openTestHttp(db, { services: { files } });

  const person = async (email: string, roles: Role[] = ['student']): Promise<FilePerson> => {
    const { actor, row } = await makePerson(db, email, roles);
    await http.people.people.startSignIn(email, { address: '1', locale: 'ko' });
    const token = (await tokenMailedTo(db, email)) ?? '';
    const { setCookies } = await http.people.identity.followLink(token, nobody);
    const cluster = await findCluster(db, 'hangang');
    if (!cluster) throw new Error('no cluster');
    const login = await ensureLogin({ db, bridges }, cluster, row.id);
    return {
      actor,
      cookie: cookieOf(setCookies),
      at: (...path) => join(folder, 'home', login.name, ...path),
    };
  };
  return {
    db,
    files,
    bridges,
    http,
    person,
    close: async () => {
      await Promise.all([http.close(), bridges.close()]);
      await centre.stop();
      await test.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
