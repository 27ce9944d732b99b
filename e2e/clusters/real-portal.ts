import { openDb, openPool, type Db } from '#db/client';
import { newId } from '#db/new-id';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { compose, type Composed } from '#server/compose';
import type { Actor } from '#server/actor';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { makePerson } from '#server/domain/ledger/people.fixture';
import { readEnv } from '#server/env';
import { makeMetrics } from '#server/http/metrics';
import { makeLog } from '#server/log';
import { prepareOutbox } from '#server/outbox/outbox';
import { makeSigner } from '#server/signer/make-signer';
import type { WorkerTiming } from '#server/workers/worker-deps';
import type { RealSlurm } from './real-slurm';

/** Patience for tests: what is minutes at a national centre is seconds here. */
const quickTiming: Partial<WorkerTiming> = {
  leaseMs: 20_000,
  sweepEveryMs: 2_000,
  accountingLagMs: 20_000,
  leaderTryMs: 1_000,
  byHandGraceMs: 6_000,
};

/** The portal's services on a database that is there already, with the real cluster's key. Nothing works before `startWork`. */
export async function composePortal(
  databaseUrl: string,
  privateKey: string,
  timing: Partial<WorkerTiming> = {},
): Promise<Composed & { db: Db }> {
  const pool = openPool(databaseUrl, 15);
  const db = openDb(pool);
  const composed = await compose({
    env: readEnv({ MODU_DEMO: 'on', PORT: '3999' }),
    log: makeLog(process.env['CLUSTER_LOG'] ?? 'silent'),
    db,
    pool,
    databaseUrl,
    secrets: { secret: 'only-for-the-cluster-tests-0123456789' },
    signer: makeSigner({ db, secrets: { sshPrivateKey: privateKey, sealingKey: Buffer.alloc(32) } }),
    metrics: makeMetrics(),
    timing: { ...quickTiming, ...timing },
  });
  return {
    ...composed,
    db,
    close: async () => {
      await composed.close();
      await db.destroy();
    },
  };
}

export interface RealPortal extends Composed {
  db: Db;
  clusterId: string;
}

export const clusterName = 'real';

/** Prepares a fresh database: ledger, outbox, and the real cluster written down as an operator would; then composes the portal on it. */
export async function openRealPortal(
  databaseUrl: string,
  slurm: RealSlurm,
  address: { host: string; port: number } = slurm,
): Promise<RealPortal> {
  const composed = await composePortal(databaseUrl, slurm.privateKey);
  await ensureLedgerRoots(composed.db);
  const pool = openPool(databaseUrl, 1);
  await prepareOutbox(pool);
  await pool.end();
  const partition = {
    accelerator: 'a100',
    gpuModel: 'pretend A100',
    gpusPerNode: 4,
    coresPerNode: 16,
    memoryBytesPerNode: 64_000 * 1024 ** 2,
    rateMilli: 1500,
  };
  const hour = 3600;
  const { id } = await composed.db.transaction().execute((trx) =>
    upsertCluster(trx, {
      centre: { name: 'real', titleKo: '진짜 센터', titleEn: 'Real centre' },
      name: clusterName,
      titleKo: '진짜',
      titleEn: 'Real',
      scheduler: 'slurm',
      host: address.host,
      port: address.port,
      hostKeys: [slurm.hostKey, slurm.nextHostKey],
      serviceLogin: slurm.serviceLogin,
      loginCommand: slurm.loginCommand,
      tickMs: 500,
      partitions: [
        { ...partition, name: 'gpu', nodes: 3, maxWalltimeSeconds: 8 * hour, defaultWalltimeSeconds: 600 },
        { ...partition, name: 'debug', nodes: 1, maxWalltimeSeconds: hour / 2, defaultWalltimeSeconds: 300 },
        // The portal believes in a partition that the cluster does not have (any more).
        { ...partition, name: 'ghost', nodes: 1, maxWalltimeSeconds: hour, defaultWalltimeSeconds: 300 },
      ],
    }),
  );
  return { ...composed, clusterId: id };
}

/** A student with a hundred GPU-hours. */
export async function makeStudent(portal: RealPortal): Promise<Actor> {
  const actor = await makePerson(portal.db);
  const starter = await portal.services.allocations.ensureStarter(actor);
  const { ledger_account_id: ledgerAccountId } = await portal.db
    .selectFrom('allocations')
    .select('ledger_account_id')
    .where('id', '=', starter.id)
    .executeTakeFirstOrThrow();
  await portal.db.transaction().execute((trx) =>
    grantHours(trx, {
      transferId: newId(),
      ledgerAccountId,
      amount: BigInt(100 * milliGpuSecondsPerGpuHour),
      note: 'for the cluster tests',
    }),
  );
  return actor;
}
