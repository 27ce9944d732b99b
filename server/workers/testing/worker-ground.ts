import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openListener, openPool, type Db } from '#db/client';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { launchRows, type LaunchRow } from '#db/queries/launches/launch-rows';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb } from '#db/testing/test-db';
import type { Actor } from '#server/actor';
import { openBridges } from '#server/compose';
import type { LaunchDraftInput } from '#server/contract/launch-draft';
import { demoCentres } from '#server/demo/centre/centres';
import { startCentre, type RunningCentre } from '#server/demo/centre/start-centre';
import { testKey } from '#server/demo/centre/testing/ssh-client';
import { until } from '#server/demo/centre/testing/until';
import { makeAppSecrets } from '#server/domain/apps/app-files';
import { readApps } from '#server/domain/apps/read-apps';
import { testOrigins } from '#server/domain/apps/testing/test-origins';
import { guardianDepsOf } from '../../domain/guardians/testing/guardian-deps-of';
import { makeLaunchServices } from '#server/domain/launches/make-launch-services';
import { gpuHour, plantHours } from '#server/domain/launches/testing/launch-ground';
import { makePerson } from '#server/domain/ledger/people.fixture';
import { silentLog } from '#server/log';
import { addTask, addTasks, prepareOutbox, startOutbox } from '#server/outbox/outbox';
import type { LaunchServices } from '#server/launch-services';
import { launchTasks, startWorkers } from '../start-workers';
import type { WorkerDeps, WorkerTiming } from '../worker-deps';

export type CentreName = keyof typeof demoCentres;

/** What a second on a centre's accelerator costs a person, in thousandths of the reference. */
export const rates: Record<CentreName, number> = { hangang: 1000, nuri: 700 };

/** Patience for tests. */
const quickTiming: WorkerTiming = {
  leaseMs: 20_000,
  sweepEveryMs: 500,
  unknownAfterMs: 300,
  lostAfterMs: 1_500,
  accountingLagMs: 800,
  accountingAwayMs: 30_000,
  orphanGraceMs: 0,
  leaderTryMs: 200,
  healthEveryMs: 60_000,
  byHandGraceMs: 60_000,
  noticeEveryMs: 300,
  idleEveryMs: 300,
};

export interface WorkerGround {
  db: Db;
  deps: WorkerDeps;
  launches: LaunchServices;
  cluster(name: CentreName): Promise<ClusterRow>;
  student(): Promise<Actor>;
  /** A launch of one GPU for ten minutes, unless the draft says otherwise; its id. */
  launch(actor: Actor, draft: Partial<LaunchDraftInput>): Promise<string>;
  row(id: string): Promise<LaunchRow>;
  /** The launch when it is in one of these states. */
  inState(id: string, ...states: LaunchRow['state'][]): Promise<LaunchRow>;
  /** Runs a line at a centre, as the launch's own login or as the service login; what it printed. @throws when it fails */
  at(name: CentreName, line: string, loginOf?: string): Promise<string>;
  /** Every run of a launch's job that the centre's own accounting knows, by the launch's name. */
  accounted(id: string): Promise<{ schedulerJobId: string; end: string | undefined; seconds: number }[]>;
  stopCentre(name: CentreName): Promise<void>;
  startCentre(name: CentreName): Promise<void>;
  /** A connection outside the pool, not connected yet. */
  openConnection(): pg.Client;
  /** Lets the workers and the outbox work until the answer is called. */
  startWork(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A real Postgres and real demo centres with the portal's workers on them; nothing works by itself before `startWork`. */
export async function openWorkerGround(
  names: readonly CentreName[],
  timing: Partial<WorkerTiming> = {},
): Promise<WorkerGround> {
  const folder = await mkdtemp(join(tmpdir(), 'modu-workers-'));
  const test = await openTestDb(30);
  const { db } = test;
  await ensureLedgerRoots(db);
  const outboxPool = openPool(test.url, 12);
  await prepareOutbox(outboxPool);
  const log = silentLog();
  const bridges = openBridges(() => Promise.resolve({ privateKey: testKey.private }), log);
  const apps = await readApps([], testOrigins);
  const deps: WorkerDeps = {
    db,
    bridges,
    addTask,
    url: 'http://localhost',
    log,
    templateFiles: () => Promise.resolve([]),
    apps,
    guardians: guardianDepsOf(db),
    idle: { askMs: 0, stopMs: 0 },
    appSecretOf: makeAppSecrets('only-for-tests-0123456789abcdef'),
    timing: { ...quickTiming, ...timing },
    count: () => undefined,
  };
  const launches = makeLaunchServices({ db, bridges, apps, addTask, addTasks });
  const centres = new Map<CentreName, RunningCentre>();
  const start = async (name: CentreName) => {
    const settings = { ...demoCentres[name], folder: join(folder, name), authorizedKeys: [testKey.public] };
    const centre = await startCentre(settings, { standalone: false });
    centres.set(name, centre);
    await writeDown(db, name, centre);
  };
  await Promise.all(names.map(start));

  const cluster = async (name: CentreName) => (await findCluster(db, name))!;
  const row = (id: string) => launchRows(db).where('launches.id', '=', id).executeTakeFirstOrThrow();
  const link = async (name: CentreName, launchId?: string) => {
    const place = await cluster(name);
    const login = launchId === undefined ? place.serviceLogin : (await row(launchId)).login_name;
    return bridges.link(place, login ?? '');
  };
  return {
    db,
    deps,
    launches,
    cluster,
    row,
    student: async () => {
      const actor = await makePerson(db);
      await plantHours(db, actor, 100 * gpuHour);
      return actor;
    },
    launch: async (actor, draft) => {
      const whole = { cluster: 'hangang', script: 'true', gpus: 1, walltimeSeconds: 600, ...draft };
      return (await launches.submit(actor, whole, crypto.randomUUID())).id;
    },
    inState: (id, ...states) =>
      until(`launch ${id} is ${states.join(' or ')}`, async () => {
        const now = await row(id);
        return states.includes(now.state) && now;
      }),
    at: async (name, line, loginOf) => {
      const ran = await (await link(name, loginOf)).run({ line });
      if (ran.exitCode !== 0) throw new Error(`${line}: ${ran.stderr}`);
      return ran.stdout.toString();
    },
    accounted: async (id) => {
      const launch = await row(id);
      const place = await cluster(launch.cluster_name as CentreName);
      const { runs } = await deps.bridges
        .schedulerOf(place.scheduler)
        .readUsage(bridges.link(place, place.serviceLogin), [
          { parentJobId: launch.scheduler_job_id ?? '', submittedAfter: launch.created_at },
        ]);
      return runs;
    },
    stopCentre: async (name) => centres.get(name)?.stop(),
    startCentre: start,
    openConnection: () => openListener(test.url),
    startWork: async () => {
      const onError = (task: string, id: string, error: unknown) => log.warn({ task, id, err: error });
      const outbox = await startOutbox(outboxPool, launchTasks(deps), { concurrency: 8, onError });
      const workers = startWorkers(deps, () => openListener(test.url));
      return async () => void (await Promise.all([outbox.stop(), workers.stop()]));
    },
    close: async () => {
      await bridges.close();
      await outboxPool.end();
      await Promise.all([...centres.values()].map((centre) => centre.stop()));
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeDown(db: Db, name: CentreName, centre: RunningCentre): Promise<void> {
  const { scheduler, partitions, serviceLogin = 'modu-svc' } = demoCentres[name];
  await db.transaction().execute((trx) =>
    upsertCluster(trx, {
      centre: { name, titleKo: name, titleEn: name },
      name,
      titleKo: name,
      titleEn: name,
      scheduler,
      host: '127.0.0.1',
      port: centre.port,
      hostKeys: [centre.hostKey],
      serviceLogin,
      loginCommand: ['modu-login', 'add'],
      tickMs: 250,
      partitions: partitions.map((partition) => ({ ...partition, rateMilli: rates[name] })),
    }),
  );
}
