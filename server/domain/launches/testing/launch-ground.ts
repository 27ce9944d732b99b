import { readApps } from '../../apps/read-apps';
import { testOrigins } from '../../apps/testing/test-origins';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { getProgramme } from '#db/queries/allocations/find-programme';
import { insertAllocation } from '#db/queries/allocations/insert-allocation';
import { upsertCluster, type NewPartition } from '#db/queries/clusters/upsert-cluster';
import type { Actor } from '../../../actor';
import { pbs } from '../../../bridge/scheduler/pbs/pbs-scheduler';
import { slurm } from '../../../bridge/scheduler/slurm/slurm-scheduler';
import type { SchedulerKind } from '../../../contract/clusters';
import type { LaunchDeps } from '../launch-deps';

const gib = 1024 ** 3;
export const gpuHour = 3_600_000;

const gpu: NewPartition = {
  name: 'gpu',
  accelerator: 'a100',
  gpuModel: 'A100',
  nodes: 2,
  gpusPerNode: 4,
  coresPerNode: 32,
  memoryBytesPerNode: 128 * gib,
  maxWalltimeSeconds: 8 * 3600,
  defaultWalltimeSeconds: 600,
  rateMilli: 1000,
};
const debug: NewPartition = {
  ...gpu,
  name: 'debug',
  nodes: 1,
  gpusPerNode: 2,
  coresPerNode: 16,
  memoryBytesPerNode: 64 * gib,
  maxWalltimeSeconds: 1800,
};

/** A cluster that answers, with everything free, at an address where nothing listens. */
export async function plantCluster(
  db: Db,
  name: string,
  scheduler: SchedulerKind,
  rateMilli = 1000,
): Promise<string> {
  const { id } = await db.transaction().execute((trx) =>
    upsertCluster(trx, {
      centre: { name, titleKo: name, titleEn: name },
      name,
      titleKo: name,
      titleEn: name,
      scheduler,
      host: '127.0.0.1',
      port: 1,
      hostKeys: ['ssh-ed25519 AAAA'],
      serviceLogin: 'modu-svc',
      loginCommand: [],
      tickMs: 1000,
      partitions: [gpu, debug].map((partition) => ({ ...partition, rateMilli })),
    }),
  );
  await db.updateTable('clusters').set({ reach: 'ok' }).where('id', '=', id).execute();
  await db
    .updateTable('partitions')
    .set(({ ref }) => ({ free_gpus: ref('gpus_per_node'), free_read_at: new Date() }))
    .where('cluster_id', '=', id)
    .execute();
  return id;
}

/** An allocation of some milli-GPU-seconds that can be used for `days` [30] from yesterday on; one a person and programme ['starter']. */
export async function plantHours(
  db: Db,
  actor: Actor,
  amount: number,
  {
    clusters = [],
    days = 30,
    from = 'starter',
  }: { clusters?: string[]; days?: number; from?: 'starter' | 'research' } = {},
): Promise<string> {
  const programme = await getProgramme(db, from);
  const id = newId();
  await db.transaction().execute((trx) =>
    insertAllocation(trx, {
      id,
      ledgerAccountId: newId(),
      transferId: newId(),
      personId: actor.personId,
      programme,
      requestId: null,
      title: 'hours',
      clusters,
      startsAt: new Date(Date.now() - 86_400_000),
      endsAt: new Date(Date.now() + days * 86_400_000),
      amount: BigInt(amount),
    }),
  );
  return id;
}

const apps = await readApps([], testOrigins);

/** The use cases' needs with real schedulers' words, and tasks written down instead of being worked on. */
export function launchDepsFor(db: Db): LaunchDeps & { tasks: string[] } {
  const never = () => {
    throw new Error('no cluster is reached in this test');
  };
  const tasks: string[] = [];
  return {
    db,
    tasks,
    apps,
    bridges: {
      schedulerOf: (kind) => ({ slurm, pbs })[kind],
      link: never,
      visit: never,
      readHostKeys: never,
      files: undefined as never,
      loginHost: undefined as never,
      homeFiles: undefined as never,
    },
    addTask: async (_trx, name, { id }) => void tasks.push(`${name} ${id}`),
    addTasks: async (_trx, name, ids) => void tasks.push(...ids.map((id) => `${name} ${id}`)),
  };
}
