import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeClusterServices } from '../domain/clusters/make-cluster-services';
import { openWorkerGround, type WorkerGround } from './testing/worker-ground';
import { probeDue } from './watch-health';

let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(['hangang', 'nuri']);
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.at('hangang', 'modu-fault clear');
  await ground.db.deleteFrom('cluster_health').execute();
  await ground.db.deleteFrom('cluster_days').execute();
});

/** Probes once more, as if the time had come. */
async function probe(): Promise<number> {
  await ground.db.updateTable('cluster_health').set({ probed_at: null }).execute();
  return probeDue(ground.deps);
}

async function seen(name: string) {
  const all = await makeClusterServices({ db: ground.db }).publicBoard();
  const cluster = all.find((one) => one.name === name);
  if (!cluster) throw new Error(`no ${name}`);
  return cluster;
}

test('of several workers that look at once one probes a cluster, and not again before the time', async () => {
  const counts = await Promise.all([1, 2, 3, 4].map(() => probeDue(ground.deps)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(await probeDue(ground.deps)).toBe(0);
  expect((await seen('hangang')).days).toMatchObject([{ good: 1, bad: 0, maintenance: 0 }]);
});

test('a scheduler that is away is told after the second bad probe, and is well after the second good one', async () => {
  await probe();
  await ground.at('hangang', 'modu-fault set scheduler-down');
  await probe();
  expect((await seen('hangang')).trouble).toBeUndefined();
  await probe();
  expect((await seen('hangang')).trouble).toMatchObject({ code: 'cluster-down' });
  expect((await seen('nuri')).trouble).toBeUndefined();
  await ground.at('hangang', 'modu-fault clear');
  await probe();
  expect((await ground.cluster('hangang')).circuit).toBe('half-open');
  await probe();
  expect((await ground.cluster('hangang')).circuit).toBe('closed');
  expect((await seen('hangang')).days).toMatchObject([{ good: 3, bad: 2 }]);
});

test('the launch form is told why a cluster cannot be used, and puts it behind the others', async () => {
  await ground.at('hangang', 'modu-fault set scheduler-down');
  await probe();
  await probe();
  const actor = await ground.student();
  const { places, cluster } = await ground.launches.quote(actor, {
    script: 'true',
    gpus: 1,
    walltimeSeconds: 60,
  });
  const trouble = new Map(places.map((place) => [place.cluster, place.trouble]));
  expect([trouble.get('hangang'), trouble.get('nuri'), cluster]).toEqual(['cluster-down', undefined, 'nuri']);
});

test('what falls into maintenance counts neither way, and nothing new is taken then', async () => {
  const { id } = await ground.cluster('hangang');
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await ground.db
    .insertInto('maintenance_windows')
    .values({ id: crypto.randomUUID(), cluster_id: id, starts_at: at(-5), ends_at: at(5), created_by: null })
    .execute();
  await ground.at('hangang', 'modu-fault set scheduler-down');
  await probe();
  expect((await seen('hangang')).days).toMatchObject([{ good: 0, bad: 0, maintenance: 1 }]);
  await expect(ground.launch(await ground.student(), {})).rejects.toMatchObject({ code: 'cluster-closed' });
  await ground.db.deleteFrom('maintenance_windows').execute();
});

test('a strange host key opens the circuit at once, is written into the audit log once, and told to the operators', async () => {
  const { id, hostKeys } = await ground.cluster('hangang');
  const other = (await ground.cluster('nuri')).hostKeys;
  const alarms = () =>
    ground.db.selectFrom('audit_log').selectAll().where('action', '=', 'cluster.host-key-changed').execute();
  const pin = (keys: string[]) =>
    ground.db.updateTable('clusters').set({ host_keys: keys }).where('id', '=', id).execute();
  await pin(other);
  await probe();
  await probe();
  expect((await seen('hangang')).trouble).toMatchObject({ code: 'host-key-changed' });
  expect(await ground.cluster('hangang')).toMatchObject({
    circuit: 'open',
    strangeHostKey: expect.stringMatching(/^SHA256:/),
  });
  expect(await alarms()).toMatchObject([{ subject_id: 'hangang', actor_person_id: null }]);
  await pin(hostKeys);
  await probe();
  await probe();
  expect((await seen('hangang')).trouble).toBeUndefined();
});
