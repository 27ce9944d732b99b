import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { until } from '#server/demo/centre/testing/until';
import { cancelAtCluster } from './cancel-at-cluster';
import { lookAtQueue } from './look-at-queue';
import { submitAtCluster } from './submit-at-cluster';
import { dropOrphans } from './sweep';
import { openWorkerGround, type CentreName, type WorkerGround } from './testing/worker-ground';

const centres: CentreName[] = ['hangang', 'nuri'];
let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(centres);
});
afterAll(() => ground.close());
afterEach(async () => {
  for (const name of centres) await ground.at(name, 'modu-fault clear');
  expect((await checkLedger(ground.db)).problems).toEqual([]);
});

const held = async (name: CentreName, script = 'sleep 600'): Promise<string> =>
  ground.launch(await ground.student(), { cluster: name, script });
const submit = (id: string, deps = ground.deps) => submitAtCluster(deps, id);
/** The jobs that a launch has at its centre now, by the name that the portal gave. */
async function jobsOf(id: string): Promise<{ id: string; state: string }[]> {
  const { cluster_name: name } = await ground.row(id);
  const place = await ground.cluster(name as CentreName);
  const { jobs } = await ground.deps.bridges
    .schedulerOf(place.scheduler)
    .readQueue(ground.deps.bridges.link(place, place.serviceLogin));
  return jobs
    .filter((job) => job.name === `modu-${id}` && job.state !== 'ended')
    .map((job) => ({ id: job.schedulerJobId, state: job.state }));
}

test.each(centres)('at %s a launch goes through, and again is the same job', async (name) => {
  const id = await held(name);
  await submit(id);
  const row = await ground.row(id);
  expect(row).toMatchObject({ state: 'released', lease_until: null, last_error_code: null });
  await submit(id);
  expect(await jobsOf(id)).toMatchObject([{ id: row.scheduler_job_id }]);
});

test.each(centres)('at %s an answer that was lost after the job was accepted makes one job', async (name) => {
  const id = await held(name, '# modu-fault: submit-timeout-but-accepted\nsleep 600');
  await submit(id);
  expect(await ground.row(id)).toMatchObject({
    state: 'submitting',
    last_error_code: 'cluster-answer-unclear',
    lease_until: null,
  });
  const [job] = await jobsOf(id);
  expect(job?.state).toBe('held');
  await submit(id);
  expect(await ground.row(id)).toMatchObject({ state: 'released', scheduler_job_id: job?.id });
  expect(await jobsOf(id)).toHaveLength(1);
});

test('two workers at once, and one whose lease ran out, make one job', async () => {
  const id = await held('hangang');
  const hasty = { ...ground.deps, timing: { ...ground.deps.timing, leaseMs: 0 } };
  await Promise.all([submit(id, hasty), submit(id, hasty), submit(id, hasty)]);
  await submit(id);
  expect((await ground.row(id)).state).toBe('released');
  expect(await jobsOf(id)).toHaveLength(1);
});

test.each(centres)('at %s of a job that was made twice one runs: the fence holds the other', async (name) => {
  const script = '# modu-fault: duplicate-submit\necho ran >>"$HOME/ran.log"; exit 0';
  const id = await held(name, script);
  await submit(id);
  const stop = await ground.startWork();
  try {
    expect(await ground.inState(id, 'settled')).toMatchObject({ end: 'completed' });
  } finally {
    await stop();
  }
  expect(await ground.at(name, 'cat ran.log', id)).toBe('ran\n');
});

test('what the scheduler refuses has ended, in its words, and the hours come back', async () => {
  await ground.at('hangang', 'modu-fault set reject-qos 1');
  const id = await held('hangang');
  await submit(id);
  const row = await ground.row(id);
  expect(row).toMatchObject({ state: 'settled', end: 'rejected', charged_milli_gpu_seconds: 0n });
  expect(row.reason_words).toMatch(/QOS|limit/i);
});

test('cancelled before anything was sent: it ends at once, and nothing reaches the centre', async () => {
  const actor = await ground.student();
  const id = await ground.launch(actor, {});
  await ground.launches.cancel(actor, id);
  await submit(id);
  expect(await ground.row(id)).toMatchObject({
    state: 'settled',
    end: 'cancelled',
    charged_milli_gpu_seconds: 0n,
    submitting_at: null,
  });
  expect(await jobsOf(id)).toEqual([]);
});

test.each(centres)(
  'at %s cancelled while nobody knows whether it was submitted: it ends, and what is left there is cleared away',
  async (name) => {
    const actor = await ground.student();
    const script = '# modu-fault: submit-timeout-but-accepted\nsleep 600';
    const id = await ground.launch(actor, { cluster: name, script });
    await submit(id);
    await ground.launches.cancel(actor, id);
    await cancelAtCluster(ground.deps, id);
    await submit(id);
    expect(await ground.row(id)).toMatchObject({ state: 'settled', end: 'cancelled' });
    expect((await jobsOf(id)).map((job) => job.state)).toEqual(['held']);
    const place = await ground.cluster(name);
    const reading = await ground.deps.bridges
      .schedulerOf(place.scheduler)
      .readQueue(ground.deps.bridges.link(place, place.serviceLogin));
    await dropOrphans(ground.deps, place, reading);
    expect(await jobsOf(id)).toEqual([]);
  },
);

test('a wish to cancel is left at the centre first, and asked for again until the scheduler has heard it', async () => {
  const actor = await ground.student();
  const id = await ground.launch(actor, { script: 'sleep 600' });
  await submit(id);
  await ground.at('hangang', 'modu-fault set scheduler-down');
  await ground.launches.cancel(actor, id);
  const again: string[] = [];
  const addTask: typeof ground.deps.addTask = async (_trx, name, task, options) =>
    void (task.id === id && options?.runAt && options.runAt > new Date() && again.push(name));
  await cancelAtCluster({ ...ground.deps, addTask }, id);
  expect(await ground.at('hangang', `ls .modu/${id}`, id)).toMatch(/^cancelled$/m);
  expect(again).toEqual(['cancel-launch']);
  await ground.at('hangang', 'modu-fault clear');
  await cancelAtCluster({ ...ground.deps, addTask }, id);
  expect(again).toHaveLength(1);
  await until('it has ended', async () => {
    await lookAtQueue(ground.deps, await ground.cluster('hangang'));
    return (await ground.row(id)).end === 'cancelled';
  });
});

test('while its centre is down a launch waits and says so; it goes through when the centre is back', async () => {
  const actor = await ground.student();
  await Promise.all(centres.map((name) => ground.stopCentre(name)));
  const stop = await ground.startWork();
  const throughOutage = async (name: CentreName) => {
    const id = await ground.launch(actor, { cluster: name, script: 'exit 0' });
    await expect
      .poll(async () => (await ground.launches.get(actor, id)).lastErrorCode, { timeout: 60_000 })
      .toBe('cluster-down');
    expect((await ground.row(id)).state).toBe('held');
    await expect.poll(async () => (await ground.cluster(name)).reach, { timeout: 60_000 }).toBe('down');
    await ground.startCentre(name);
    expect(await ground.inState(id, 'settled')).toMatchObject({ end: 'completed', last_error_code: null });
  };
  try {
    await Promise.all(centres.map(throughOutage));
  } finally {
    await stop();
  }
});
