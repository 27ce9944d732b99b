import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '#server/demo/centre/testing/until';
import { lookAtQueue } from './look-at-queue';
import { settleLaunch } from './settle-launch';
import { submitAtCluster } from './submit-at-cluster';
import { openWorkerGround, type CentreName, type WorkerGround } from './testing/worker-ground';

const centres: CentreName[] = ['hangang', 'nuri'];
let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(centres);
});
afterAll(() => ground.close());
afterEach(async () => {
  for (const name of centres) await ground.at(name, 'modu-fault clear');
});

const look = async (name: CentreName) => {
  await lookAtQueue(ground.deps, await ground.cluster(name));
};
/** A launch that is released, at the centre; its id. */
async function released(name: CentreName, draft: Parameters<WorkerGround['launch']>[1]): Promise<string> {
  const id = await ground.launch(await ground.student(), { cluster: name, ...draft });
  await submitAtCluster(ground.deps, id);
  expect((await ground.row(id)).state).toBe('released');
  return id;
}
/** Looks until the launch is in that state. */
const lookUntil = (name: CentreName, id: string, state: string) =>
  until(`${id} is ${state}`, async () => {
    await look(name);
    const row = await ground.row(id);
    return row.state === state && row;
  });

const rename: Record<CentreName, (jobId: string) => string> = {
  hangang: (jobId) => `scontrol update jobid=${jobId} name=mine-now`,
  nuri: (jobId) => `qalter -N mine-now '${jobId}'`,
};

test.each(centres)('at %s a job that its owner renamed is seen, and its end too', async (name) => {
  const id = await released(name, { script: 'until [ -e go ]; do sleep 0.05; done; exit 4' });
  const running = await lookUntil(name, id, 'running');
  await ground.at(name, rename[name](running.scheduler_job_id ?? ''), id);
  await look(name);
  expect(await ground.row(id)).toMatchObject({ state: 'running', absent_since: null });
  await ground.at(name, `cd .modu/${id}/work && touch go`, id);
  expect(await lookUntil(name, id, 'ended')).toMatchObject({ end: 'failed', exit_code: 4 });
});

test('a job that PBS says to run before it says since when gets its instant while it runs', async () => {
  const id = await released('nuri', { script: 'until [ -e go ]; do sleep 0.05; done' });
  // OpenPBS has no `stime` for a moment after it has sent a job to its node.
  await lookUntil('nuri', id, 'running');
  await until('it is known since when it runs', async () => {
    await look('nuri');
    return (await ground.row(id)).running_at !== null;
  });
  expect((await ground.row(id)).state).toBe('running');
  await ground.at('nuri', `cd .modu/${id}/work && touch go`, id);
  await lookUntil('nuri', id, 'ended');
});

test.each(centres)(
  'at %s a job that vanishes is unknown, and lost only when accounting has answered',
  async (name) => {
    await ground.at(name, 'modu-fault set accounting-fails');
    const id = await released(name, { script: '# modu-fault: vanish-after=0.2\nsleep 600' });
    await lookUntil(name, id, 'unknown');
    const longAgo = new Date(Date.now() - 10 * ground.deps.timing.lostAfterMs);
    await ground.db.updateTable('launches').set({ absent_since: longAgo }).where('id', '=', id).execute();
    await look(name);
    await look(name);
    expect(await ground.row(id)).toMatchObject({ state: 'unknown', end: null });
    await ground.at(name, 'modu-fault clear accounting-fails');
    await look(name);
    expect(await ground.row(id)).toMatchObject({ state: 'ended', end: 'lost' });
  },
);

test('a job that ended while accounting was away is never lost: its folder and then accounting tell', async () => {
  await ground.at('hangang', 'modu-fault set accounting-fails');
  const id = await released('hangang', { script: '# modu-fault: out-of-memory-after=0.1\nsleep 600' });
  await lookUntil('hangang', id, 'unknown');
  const longAgo = new Date(Date.now() - 10 * ground.deps.timing.lostAfterMs);
  await ground.db.updateTable('launches').set({ absent_since: longAgo }).where('id', '=', id).execute();
  await look('hangang');
  expect((await ground.row(id)).state).toBe('unknown');
  await ground.at('hangang', 'modu-fault clear accounting-fails');
  await look('hangang');
  expect(await ground.row(id)).toMatchObject({ state: 'ended', end: 'out-of-memory' });
});

test('an end is believed from the folder when accounting does not answer', async () => {
  await ground.at('hangang', 'modu-fault set accounting-fails');
  const id = await released('hangang', { script: 'exit 7' });
  expect(await lookUntil('hangang', id, 'ended')).toMatchObject({ end: 'failed', exit_code: 7 });
});

test('a job that the controller forgot, and accounting calls running for ever: its folder tells the end', async () => {
  const id = await released('hangang', { script: 'until [ -e go ]; do sleep 0.05; done; exit 5' });
  await lookUntil('hangang', id, 'running');
  await ground.at('hangang', 'modu-fault set controller-forgets');
  await ground.at('hangang', `cd .modu/${id}/work && touch go`, id);
  expect(await lookUntil('hangang', id, 'ended')).toMatchObject({ end: 'failed', exit_code: 5 });
});

test('a job that the controller forgot and that left no word is lost once its limit is long over, not before', async () => {
  const id = await released('hangang', { script: 'sleep 600' });
  const { scheduler_job_id: job } = await lookUntil('hangang', id, 'running');
  await ground.at('hangang', 'modu-fault set controller-forgets');
  const longAgo = new Date(Date.now() - 2 * ground.deps.timing.accountingAwayMs);
  await lookUntil('hangang', id, 'unknown');
  await ground.db.updateTable('launches').set({ absent_since: longAgo }).where('id', '=', id).execute();
  await look('hangang');
  expect(await ground.row(id)).toMatchObject({ state: 'unknown', end: null });
  // Its ten minutes are not waited for: patience of less than none.
  const limitOver = { ...ground.deps, timing: { ...ground.deps.timing, accountingAwayMs: -601_000 } };
  await lookAtQueue(limitOver, await ground.cluster('hangang'));
  expect(await ground.row(id)).toMatchObject({ state: 'ended', end: 'lost' });
  await ground.at('hangang', 'modu-fault clear');
  await ground.at('hangang', `scancel ${job}`, id);
});

test.each(['queue-query-fails', 'queue-query-empty'])(
  'a queue that is not read (%s) changes nothing but what is said of the cluster',
  async (fault) => {
    const id = await released('hangang', { script: 'sleep 600' });
    const before = await lookUntil('hangang', id, 'running');
    await ground.at('hangang', `modu-fault set ${fault}`);
    await look('hangang');
    expect(await ground.row(id)).toMatchObject({ state: 'running', absent_since: null });
    expect((await ground.cluster('hangang')).reach).not.toBe('ok');
    await ground.at('hangang', 'modu-fault clear');
    await ground.at('hangang', `scancel ${before.scheduler_job_id}`, id);
    expect(await lookUntil('hangang', id, 'ended')).toMatchObject({ end: 'cancelled' });
  },
);

test.each(centres)('at %s tasks of an array end each in its way; the worst is the launch’s', async (name) => {
  const id = await released(name, { script: 'exit $((MODU_ARRAY_INDEX == 2))', array: '1-3' });
  expect(await lookUntil(name, id, 'ended')).toMatchObject({ end: 'failed', exit_code: 1 });
  const jobs = await ground.db
    .selectFrom('jobs')
    .select(['array_index', 'end'])
    .where('launch_id', '=', id)
    .orderBy('array_index')
    .execute();
  expect(jobs.map((job) => `${job.array_index} ${job.end}`)).toEqual([
    '1 completed',
    '2 failed',
    '3 completed',
  ]);
});

test('an array of which accounting says that some tasks never began is charged a little later: one may just have', async () => {
  const id = await released('hangang', { script: 'sleep 600', partition: 'debug', gpus: 2, array: '0-3' });
  const { scheduler_job_id: job } = await lookUntil('hangang', id, 'running');
  await ground.at('hangang', `scancel ${job}`, id);
  await lookUntil('hangang', id, 'ended');
  await settleLaunch({ ...ground.deps, timing: { ...ground.deps.timing, accountingLagMs: 60_000 } }, id);
  expect((await ground.row(id)).state).toBe('ended');
  await ground.db
    .updateTable('launches')
    .set({ lease_until: null, ended_at: new Date(Date.now() - 20_000) })
    .where('id', '=', id)
    .execute();
  await settleLaunch(ground.deps, id);
  expect(await ground.row(id)).toMatchObject({ state: 'settled', end: 'cancelled' });
});
