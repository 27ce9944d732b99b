import { join } from 'node:path';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { compose } from './compose';
import { seedDemoPeople } from './demo/people';
import { seedDemoHours } from './demo/seed-demo-hours';
import { startDemoCentres } from './demo/start-demo-centres';
import { readEnv, setNodeEnv, SettingError, type Env } from './env';
import { checkPort, listen, PortError } from './http/listen';
import { makePortalHttp } from './http/make-portal-http';
import { makeMetrics } from './http/metrics';
import { makeLog, sayLine, type Log } from './log';
import { prepareOutbox } from './outbox/outbox';
import { DataFolderError, openDataFolder } from './start/open-data-folder';
import { AlreadyRunningError, openDatabase } from './start/open-database';
import { openSecrets } from './start/open-secrets';
import { runSigner } from './signer/run-signer';
import { openSignerClient } from './signer/signer-client';
import { signerSocketIn } from './signer/socket-path';
import { startSigner } from './signer/start-signer';
import { stopOnFaults } from './start/stop-on-faults';
import { stopOnSignals } from './start/stop-on-signals';
import { makeTeardown, type Teardown } from './start/teardown';

/** The portal from start to stop, in the order in which it happens. What is opened is closed in the opposite order. */
async function start({ env, log, teardown, isDevelopment, stopping }: Start): Promise<void> {
  await checkPort(env.hosts, env.port);
  env.dataFolder = await openDataFolder(env.dataFolder);
  // One machine: the keys are in a child's hands, which loads while the database starts.
  const child = env.role === 'all' ? startSigner(log) : undefined;
  if (child) teardown.add('signer', child.stop, 500);
  const secrets = await openSecrets(env.dataFolder, env.secret);

  const database = await openDatabase(env);
  teardown.add('database', database.close, 1200);
  stopping.throwIfAborted();

  const socketPath = env.signerSocket ?? signerSocketIn(env.dataFolder);
  await child?.begin({ ...env, databaseUrl: database.url, socketPath });
  const signer = openSignerClient(socketPath);
  teardown.add('way to the signer', async () => signer.close());

  await ensureLedgerRoots(database.db);
  if (env.isDemo) {
    await seedDemoPeople(database.db);
    const folder = join(env.dataFolder, 'centres');
    const centres = await startDemoCentres({
      db: database.db,
      log,
      folder,
      sshPublicLine: await signer.portalPublicLine(),
    });
    teardown.add('demo centres', centres.stop, 1600);
  }
  stopping.throwIfAborted();

  await prepareOutbox(database.pool);
  const metrics = makeMetrics();
  const composed = await compose({
    ...database,
    databaseUrl: database.url,
    env,
    log,
    secrets,
    signer,
    metrics,
  });
  teardown.add('bridges', composed.close, 500);
  if (env.isDemo) await seedDemoHours(database.db, composed.services);
  const works = env.role === 'all' || env.role === 'worker';
  const work = works ? await composed.startWork() : { stop: async () => undefined };
  teardown.add('workers', work.stop, 1600);

  const http = await makePortalHttp({ env, log, db: database.db, composed, metrics, isDevelopment });
  teardown.add('pages', http.close);
  const listening = await listen(http.listener, env.hosts, env.port);
  teardown.add(
    'http',
    async () => {
      http.drain();
      await Promise.all([listening.close(1400), work.stop()]);
    },
    1700,
  );
  http.attach(listening.servers);
}

/** MODU_ROLE=signer: nothing but the signer, on a database that is there already. */
async function startSignerAlone({ env, teardown, stopping }: Start): Promise<void> {
  env.dataFolder = await openDataFolder(env.dataFolder);
  const database = await openDatabase(env);
  teardown.add('database', database.close, 1200);
  stopping.throwIfAborted();
  const socketPath = env.signerSocket ?? signerSocketIn(env.dataFolder);
  const signer = await runSigner({ ...env, databaseUrl: database.url, socketPath });
  teardown.add('signer', signer.close);
}

interface Start {
  env: Env;
  log: Log;
  teardown: Teardown;
  isDevelopment: boolean;
  stopping: AbortSignal;
}

/** Ctrl-C to the end of the last process; what is still there after this is left to the next start, which takes it over. */
const stopLimitMs = 4800;

async function main(): Promise<void> {
  const isDevelopment = process.argv.includes('--dev');
  setNodeEnv(isDevelopment ? 'development' : 'production');
  const env = readEnv();
  const log = makeLog(env.logLevel);
  const teardown = makeTeardown(log);
  const stopping = new AbortController();
  const started = (env.role === 'signer' ? startSignerAlone : start)({
    env,
    log,
    teardown,
    isDevelopment,
    stopping: stopping.signal,
  });
  const stop = async () => {
    stopping.abort();
    await started.catch(() => undefined);
    await teardown.run();
  };
  stopOnSignals(stop, stopLimitMs);
  stopOnFaults(log, stop);
  try {
    await started;
  } catch (error) {
    // Asked to stop while it started: the signal's own work goes on.
    if (stopping.signal.aborted) return;
    await teardown.run();
    throw error;
  }
  sayLine(env.role === 'signer' ? 'Modu’s signer is ready.' : `Modu is ready: ${env.url}`);
}

/** Errors whose message is the one sentence that the person at the terminal needs. */
const spoken = [SettingError, PortError, DataFolderError, AlreadyRunningError];

main().catch((error: unknown) => {
  if (spoken.some((kind) => error instanceof kind)) sayLine((error as Error).message);
  else makeLog('error').fatal({ err: error }, 'the portal could not start');
  process.exit(1);
});
