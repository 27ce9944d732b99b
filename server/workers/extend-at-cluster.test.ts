import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { makeLaunchServices } from '#server/domain/launches/make-launch-services';
import { plantHours } from '#server/domain/launches/testing/launch-ground';
import { makePerson } from '#server/domain/ledger/people.fixture';
import { extendAtCluster } from './extend-at-cluster';
import { openWorkerGround, type CentreName, type WorkerGround } from './testing/worker-ground';

/* More time for what runs: hours first, then the scheduler; what nobody answers is never told as done. */

let ground: WorkerGround;
let stopWork: () => Promise<void>;
beforeAll(async () => {
  ground = await openWorkerGround(['hangang', 'nuri']);
  stopWork = await ground.startWork();
});
afterAll(async () => {
  await stopWork();
  await ground.close();
});
const set = (limit: number | null) =>
  ground.db.updateTable('clusters').set({ extend_limit_seconds: limit }).execute();
beforeEach(() => set(4 * 3600));

const limitAt = {
  hangang: async (job: string) =>
    (await ground.at('hangang', `scontrol show job ${job} | grep -o 'TimeLimit=[^ ]*'`)).trim().slice(10),
  nuri: async (job: string) =>
    (await ground.at('nuri', `qstat -f ${job} | grep Resource_List.walltime`)).trim().split(' ').at(-1),
};

const pendingOf = async (personId: string) =>
  BigInt(
    (
      await ground.db
        .selectFrom('ledger_accounts as l')
        .innerJoin('allocations as a', 'a.ledger_account_id', 'l.id')
        .select('l.pending')
        .where('a.person_id', '=', personId)
        .executeTakeFirstOrThrow()
    ).pending,
  );

async function runningFor(actor: Awaited<ReturnType<WorkerGround['student']>>, cluster: CentreName) {
  const id = await ground.launch(actor, { cluster, script: 'sleep 600' });
  await ground.inState(id, 'running');
  return id;
}

const answered = (id: string, state: string) =>
  expect
    .poll(async () => (await ground.row(id)).extension_state, { timeout: 30_000, interval: 100 })
    .toBe(state);

test.each([
  ['hangang', '00:40:00', 1000],
  ['nuri', '00:40:00', 700],
] as const)(
  'at %s: more is held before the scheduler is asked, and the scheduler really has it',
  async (centre, shown, rateMilli) => {
    const student = await ground.student();
    const id = await runningFor(student, centre);
    const before = await pendingOf(student.personId);
    const asked = await ground.launches.extend(student, id, 2_400);
    expect(asked.extension).toMatchObject({ state: 'asked', walltimeSeconds: 2_400 });
    // Half an hour more of one GPU.
    const extra = BigInt(1_800 * rateMilli);
    expect((await pendingOf(student.personId)) - before).toBe(extra);
    await answered(id, 'done');
    const view = await ground.launches.get(student, id);
    expect(view.walltimeSeconds).toBe(2_400);
    expect(BigInt(view.heldMilliGpuSeconds)).toBe(before + extra);
    expect(await limitAt[centre]((await ground.row(id)).scheduler_job_id ?? '')).toBe(shown);
    // Again is harmless, also for less than it has.
    await ground.launches.extend(student, id, 2_400);
    await ground.launches.extend(student, id, 60);
    expect((await pendingOf(student.personId)) - before).toBe(extra);
    await ground.launches.cancel(student, id);
    const settled = await ground.inState(id, 'settled');
    expect(settled.charged_milli_gpu_seconds).toBeLessThan(extra);
    expect(await pendingOf(student.personId)).toBe(0n);
    expect((await checkLedger(ground.db)).problems).toEqual([]);
  },
);

test('two clicks at once are one', async () => {
  const student = await ground.student();
  const id = await runningFor(student, 'hangang');
  const before = await pendingOf(student.personId);
  await Promise.all([1, 2, 3].map(() => ground.launches.extend(student, id, 2_400)));
  expect((await pendingOf(student.personId)) - before).toBe(1_800_000n);
  await answered(id, 'done');
  await ground.launches.cancel(student, id);
  await ground.inState(id, 'settled');
  expect((await checkLedger(ground.db)).problems).toEqual([]);
});

test('a definite no returns the hours, and the scheduler’s words are kept', async () => {
  const student = await ground.student();
  const id = await runningFor(student, 'hangang');
  const before = await pendingOf(student.personId);
  // The portal believes in a longer limit than the centre's own.
  const limits = await ground.db.selectFrom('partitions').select(['id', 'max_walltime_seconds']).execute();
  await ground.db.updateTable('partitions').set({ max_walltime_seconds: 900_000 }).execute();
  await set(900_000);
  await ground.launches.extend(student, id, 300_000);
  for (const { id: partition, max_walltime_seconds } of limits)
    await ground.db
      .updateTable('partitions')
      .set({ max_walltime_seconds })
      .where('id', '=', partition)
      .execute();
  await answered(id, 'refused');
  const view = await ground.launches.get(student, id);
  expect(view).toMatchObject({ walltimeSeconds: 600, extension: { state: 'refused' } });
  expect(view.extension?.words).toContain('Requested time limit is invalid');
  expect(await pendingOf(student.personId)).toBe(before);
  expect((await checkLedger(ground.db)).problems).toEqual([]);
  await ground.launches.cancel(student, id);
  await ground.inState(id, 'settled');
});

test('while the scheduler is silent it stays asked; when it answers it is done, told by two workers at once', async () => {
  const student = await ground.student();
  const id = await runningFor(student, 'hangang');
  await ground.at('hangang', 'modu-fault set scheduler-down');
  await ground.launches.extend(student, id, 2_400);
  await extendAtCluster(ground.deps, id);
  expect(await ground.launches.get(student, id)).toMatchObject({
    walltimeSeconds: 600,
    extension: { state: 'asked' },
  });
  await expect(ground.launches.extend(student, id, 3_600)).rejects.toMatchObject({ code: 'wrong-state' });
  await ground.at('hangang', 'modu-fault clear scheduler-down');
  await Promise.all([extendAtCluster(ground.deps, id), extendAtCluster(ground.deps, id)]);
  await answered(id, 'done');
  expect((await ground.row(id)).walltime_seconds).toBe(2_400);
  await ground.launches.cancel(student, id);
  await ground.inState(id, 'settled');
  expect((await checkLedger(ground.db)).problems).toEqual([]);
});

test('what ended before anybody answered keeps nothing', async () => {
  const { db, deps } = ground;
  const student = await ground.student();
  const id = await runningFor(student, 'hangang');
  // Nobody carries it to the scheduler.
  const nothing = async () => undefined;
  const unheard = makeLaunchServices({ ...deps, addTask: nothing, addTasks: nothing });
  await unheard.extend(student, id, 2_400);
  await ground.at('hangang', `scancel ${(await ground.row(id)).scheduler_job_id}`);
  const settled = await ground.inState(id, 'settled');
  expect(settled).toMatchObject({ extension_state: 'refused', extra_held_milli_gpu_seconds: 0n });
  expect(await pendingOf(student.personId)).toBe(0n);
  await extendAtCluster(deps, id);
  expect((await checkLedger(db)).problems).toEqual([]);
});

test('what was used beyond the first hold is paid out of the second', async () => {
  const student = await ground.student();
  const id = await ground.launch(student, { script: 'sleep 4', walltimeSeconds: 60 });
  await ground.inState(id, 'running');
  await ground.launches.extend(student, id, 600);
  await answered(id, 'done');
  // As if the first hold had been for two seconds.
  await ground.db.updateTable('launches').set({ rate_milli: 100_000 }).where('id', '=', id).execute();
  const settled = await ground.inState(id, 'settled');
  const holds = await ground.db
    .selectFrom('ledger_transfers')
    .select(['kind', 'amount'])
    .where('launch_id', '=', id)
    .orderBy('created_at')
    .execute();
  const posts = holds.filter(({ kind }) => kind === 'post').map(({ amount }) => amount);
  expect(posts).toHaveLength(2);
  expect(posts[0]).toBe(settled.held_milli_gpu_seconds);
  expect(settled.charged_milli_gpu_seconds).toBe(posts[0]! + posts[1]!);
  expect((await checkLedger(ground.db)).problems).toEqual([]);
});

test('refused before anything is held: too few hours, too long, not offered, another’s, an array, over', async () => {
  const student = await ground.student();
  const poor = await makePerson(ground.db);
  await plantHours(ground.db, poor, milliGpuSecondsPerGpuHour / 4);
  const id = await runningFor(poor, 'hangang');
  const before = await pendingOf(poor.personId);
  await expect(ground.launches.extend(poor, id, 3_600)).rejects.toMatchObject({
    code: 'not-enough-hours',
    details: { neededMilliGpuSeconds: 3_000_000, freeMilliGpuSeconds: 150_000, giver: 'reviewer' },
  });
  await expect(ground.launches.extend(poor, id, 5 * 3600)).rejects.toMatchObject({
    code: 'walltime-over-limit',
    details: { maxWalltimeSeconds: 4 * 3600 },
  });
  await expect(ground.launches.extend(poor, id, 1.5)).rejects.toMatchObject({ code: 'walltime-invalid' });
  await expect(ground.launches.extend(student, id, 3_600)).rejects.toMatchObject({ code: 'not-found' });
  await set(null);
  await expect(ground.launches.extend(poor, id, 660)).rejects.toMatchObject({ code: 'extend-not-offered' });
  expect((await ground.launches.get(poor, id)).extendLimitSeconds).toBeUndefined();
  await set(3600);
  const array = await ground.launch(student, { script: 'sleep 600', array: '0-1' });
  await ground.inState(array, 'running');
  await expect(ground.launches.extend(student, array, 660)).rejects.toMatchObject({
    code: 'extend-not-offered',
  });
  expect(await pendingOf(poor.personId)).toBe(before);
  expect((await ground.row(id)).extra_held_milli_gpu_seconds).toBe(0n);
  await ground.launches.cancel(poor, id);
  await ground.inState(id, 'settled');
  await expect(ground.launches.extend(poor, id, 660)).rejects.toMatchObject({ code: 'wrong-state' });
  await ground.launches.cancel(student, array);
  await ground.inState(array, 'settled');
});
