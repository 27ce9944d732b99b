import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { listPushedLimits, listRemainingHours, writePushedLimit } from '#db/queries/clusters/hour-limits';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { LaunchDraftInput } from '../../contract/launch-draft';
import { makeLaunchServices } from '../launches/make-launch-services';
import { gpuHour, launchDepsFor, plantCluster, plantHours } from '../launches/testing/launch-ground';
import { makePerson } from '../ledger/people.fixture';

let database: TestDb;
let db: Db;
/** Its GPUs cost half of the reference: an hour of the ledger is two hours there. */
let clusterId: string;

beforeAll(async () => {
  database = await openTestDb();
  db = database.db;
  await ensureLedgerRoots(db);
  clusterId = await plantCluster(db, 'hangang', 'slurm', 500);
  await plantCluster(db, 'nuri', 'pbs');
});
afterAll(() => database.close());

async function personWith(hours: number, clusters: string[] = []): Promise<Actor> {
  const actor = await makePerson(db);
  await plantHours(db, actor, hours * gpuHour, { clusters });
  await db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: clusterId,
      person_id: actor.personId,
      name: `m${actor.personId.slice(-8)}`,
      ready_at: new Date(),
    })
    .execute();
  return actor;
}

const launch = async (actor: Actor, draft: Partial<LaunchDraftInput>): Promise<string> => {
  const whole = { cluster: 'hangang', partition: 'gpu', script: 'true', name: 'x', gpus: 2, ...draft };
  const launches = makeLaunchServices(launchDepsFor(db));
  return (await launches.submit(actor, { walltimeSeconds: 3_600, ...whole }, newId())).id;
};

async function remainingOf(actor: Actor) {
  const rows = await listRemainingHours(db, clusterId);
  return rows.find(({ login }) => login === `m${actor.personId.slice(-8)}`);
}

const seeJob = (launchId: string, index: number | null, state: 'queued' | 'running') =>
  db
    .insertInto('jobs')
    .values({
      id: newId(),
      cluster_id: clusterId,
      launch_id: launchId,
      array_index: index,
      scheduler_job_id: `7_${index}`,
      state,
    })
    .execute();

test('free hours are told in minutes of the cluster’s own GPUs', async () => {
  expect(await remainingOf(await personWith(10))).toMatchObject({ freeMinutes: 1_200, waitingMinutes: 0 });
});

test('hours for another cluster are not for this one', async () => {
  expect(await remainingOf(await personWith(10, ['nuri']))).toMatchObject({ freeMinutes: 0 });
});

test('what is held moves from free to waiting; what runs is counted by the scheduler itself', async () => {
  const actor = await personWith(10);
  const id = await launch(actor, { array: '0-3', walltimeSeconds: 90 });
  // (90 s + 150 s) × 2 GPUs × 4 tasks at half the price: 16 of 600 minutes, 32 of 1,200; a limit of 90 s is two minutes for Slurm.
  expect(await remainingOf(actor)).toMatchObject({ freeMinutes: 1_200 - 32, waitingMinutes: 2 * 2 * 4 });
  await seeJob(id, 0, 'running');
  await seeJob(id, 1, 'queued');
  expect(await remainingOf(actor)).toMatchObject({ waitingMinutes: 2 * 2 * 3 });
});

test('a job by hand that nothing covers opens no room for itself', async () => {
  const actor = await personWith(10);
  const id = await launch(actor, {});
  await db
    .updateTable('launches')
    .set({ kind: 'by-hand', held_milli_gpu_seconds: 1n })
    .where('id', '=', id)
    .execute();
  expect(await remainingOf(actor)).toMatchObject({ waitingMinutes: 1 });
});

test('what was set is kept until it is taken away', async () => {
  const actor = await personWith(1);
  const mine = await remainingOf(actor);
  const key = { loginId: mine?.loginId ?? '', account: 'students', partition: '' };
  const pushed = async () =>
    (await listPushedLimits(db, clusterId)).filter(({ loginId }) => loginId === key.loginId);
  await writePushedLimit(db, key, 5);
  await writePushedLimit(db, key, 7);
  expect(await pushed()).toMatchObject([{ ...key, minutes: 7 }]);
  await writePushedLimit(db, key, undefined);
  expect(await pushed()).toEqual([]);
});
