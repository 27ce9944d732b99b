import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { launchRows } from '#db/queries/launches/launch-rows';
import { until } from '#server/demo/centre/testing/until';
import { ensureLogin } from '../domain/clusters/ensure-login';
import { makePerson } from '../domain/ledger/people.fixture';
import type { Actor } from '../actor';
import { cancelAtCluster } from './cancel-at-cluster';
import { guardByHand } from './guard-by-hand';
import { lookAtQueue } from './look-at-queue';
import { reconcileCluster } from './reconcile-cluster';
import { settleLaunch } from './settle-launch';
import { submitAtCluster } from './submit-at-cluster';
import { takeEndedByHand, takeQueuedByHand } from './take-by-hand';
import { openWorkerGround, rates, type CentreName, type WorkerGround } from './testing/worker-ground';

const centres: CentreName[] = ['hangang', 'nuri'];
let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(centres);
});
afterAll(() => ground.close());

/** What a person types: a job of some GPUs that runs a line; for ten minutes at most. */
const typed: Record<CentreName, (line: string, gpus: number) => string> = {
  hangang: (line, gpus) => `sbatch --parsable -J mine -p gpu -t 10 --gres=gpu:${gpus} --wrap='${line}'`,
  nuri: (line, gpus) =>
    `printf '%s\\n' '${line}' | qsub -N mine -q gpu -l select=1:ncpus=1:ngpus=${gpus} -l walltime=00:10:00`,
};

async function typeJob(name: CentreName, actor: Actor, line: string, gpus = 1): Promise<string> {
  const cluster = await ground.cluster(name);
  const login = await ensureLogin(ground.deps, cluster, actor.personId);
  const ran = await ground.deps.bridges.link(cluster, login.name).run({ line: typed[name](line, gpus) });
  if (ran.exitCode !== 0) throw new Error(ran.stderr);
  return ran.stdout.toString().trim();
}

/** One tick, as the watch of the queue does it. */
async function tick(name: CentreName): Promise<void> {
  const reading = await lookAtQueue(ground.deps, await ground.cluster(name));
  if (reading) await takeQueuedByHand(ground.deps, await ground.cluster(name), reading);
}

const launchesOf = (actor: Actor) =>
  launchRows(ground.db).where('launches.person_id', '=', actor.personId).orderBy('launches.id').execute();

/** The person's launch of that job once it is in that state; ticks until then. */
const tickUntil = (name: CentreName, actor: Actor, jobId: string, ...states: string[]) =>
  until(`${jobId} is ${states.join(' or ')}`, async () => {
    await tick(name);
    const found = (await launchesOf(actor)).find((launch) => launch.scheduler_job_id === jobId);
    return found !== undefined && states.includes(found.state) && found;
  });

async function settled(id: string) {
  return until(`${id} is settled`, async () => {
    await settleLaunch(ground.deps, id);
    const row = await ground.row(id);
    return row.state === 'settled' && row;
  });
}

const isClean = async () => (await checkLedger(ground.db)).problems;

test.each(centres)(
  'at %s a job by hand is a launch, and is charged once what accounting says',
  async (name) => {
    const actor = await ground.student();
    const jobId = await typeJob(name, actor, 'until [ -e go ]; do sleep 0.05; done', 2);
    const running = await tickUntil(name, actor, jobId, 'running');
    expect(running).toMatchObject({ kind: 'by-hand', name: 'mine', gpus: 2, guard_at: null, script: '' });
    expect(running.held_milli_gpu_seconds).toBe(BigInt(2 * (600 + 150) * rates[name]));
    await ground.at(name, 'touch go', running.id);
    const ended = await tickUntil(name, actor, jobId, 'ended');
    expect(ended.end).toBe('completed');
    const done = await settled(ended.id);
    const runs = await ground.accounted(ended.id);
    const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
    expect(done.charged_milli_gpu_seconds).toBe(BigInt(2 * seconds * rates[name]));

    // Everything again, also from accounting, which knows it too.
    await tick(name);
    await takeEndedByHand(ground.deps, await ground.cluster(name));
    await settleLaunch(ground.deps, ended.id);
    expect(await launchesOf(actor)).toHaveLength(1);
    const usage = await ground.db
      .selectFrom('usage_records')
      .selectAll()
      .where('launch_id', '=', ended.id)
      .execute();
    expect(usage).toHaveLength(1);
    expect(await isClean()).toEqual([]);
  },
);

test.each(centres)(
  'at %s a job that no reading of the queue has seen is found in accounting',
  async (name) => {
    const actor = await ground.student();
    const cluster = await ground.cluster(name);
    await takeEndedByHand(ground.deps, cluster);
    const jobId = await typeJob(name, actor, 'sleep 1');
    await until(`${jobId} is found`, async () => (await takeEndedByHand(ground.deps, cluster)) > 0);
    const ended = await tickUntil(name, actor, jobId, 'ended');
    const done = await settled(ended.id);
    const runs = await ground.accounted(ended.id);
    expect(runs).toMatchObject([{ end: 'completed' }]);
    expect(done.charged_milli_gpu_seconds).toBe(BigInt((runs[0]?.seconds ?? 0) * rates[name]));
    expect(await takeEndedByHand(ground.deps, cluster)).toBe(0);
    expect(await isClean()).toEqual([]);
  },
);

test.each(centres)(
  'at %s a login without hours is warned once, and then cancelled; the platform pays',
  async (name) => {
    const actor = await makePerson(ground.db);
    const jobId = await typeJob(name, actor, 'sleep 600');
    const running = await tickUntil(name, actor, jobId, 'running');
    expect(running.guard_at?.getTime()).toBeGreaterThan(Date.now());
    const cluster = await ground.cluster(name);
    expect(await guardByHand(ground.deps, cluster.id)).toBe(0);
    const mails = await ground.db
      .selectFrom('mails')
      .selectAll()
      .where('kind', '=', 'no-hours')
      .where('to_email', '=', actor.email ?? '')
      .execute();
    expect(mails).toMatchObject([{ body_text: expect.stringContaining(jobId) }]);

    await ground.db
      .updateTable('launches')
      .set({ guard_at: new Date() })
      .where('id', '=', running.id)
      .execute();
    expect(await guardByHand(ground.deps, cluster.id)).toBe(1);
    expect(await guardByHand(ground.deps, cluster.id)).toBe(0);
    await cancelAtCluster(ground.deps, running.id);
    const ended = await tickUntil(name, actor, jobId, 'ended');
    expect(ended.end).toBe('cancelled');
    expect((await settled(ended.id)).charged_milli_gpu_seconds).toBe(0n);

    // The next one within a day has no time left, and no mail.
    const next = await typeJob(name, actor, 'sleep 600');
    await tickUntil(name, actor, next, 'released', 'queued', 'running');
    expect(await guardByHand(ground.deps, cluster.id)).toBe(1);
    const second = (await launchesOf(actor)).find((launch) => launch.scheduler_job_id === next);
    await cancelAtCluster(ground.deps, second?.id ?? '');
    await settled((await tickUntil(name, actor, next, 'ended')).id);
    expect(
      await ground.db
        .selectFrom('mails')
        .select('id')
        .where('to_email', '=', actor.email ?? '')
        .execute(),
    ).toHaveLength(1);
    expect(await isClean()).toEqual([]);
  },
);

test.each(centres)(
  'at %s the portal’s own job is not taken for one by hand, nor somebody else’s',
  async (name) => {
    const actor = await ground.student();
    const id = await ground.launch(actor, { cluster: name, script: 'sleep 600' });
    await submitAtCluster(ground.deps, id);
    await ground.at(name, 'modu-login add stranger');
    await ground.deps.bridges
      .link(await ground.cluster(name), 'stranger')
      .run({ line: typed[name]('sleep 600', 1) });
    await tick(name);
    await tick(name);
    expect(await launchesOf(actor)).toMatchObject([{ id, kind: 'batch' }]);
    const all = await ground.db
      .selectFrom('launches')
      .select('id')
      .where('kind', '=', 'by-hand')
      .where('state', 'not in', ['ended', 'settled'])
      .execute();
    expect(all).toEqual([]);
  },
);

test('what does not fit between launches and the scheduler is named', async () => {
  const actor = await ground.student();
  const jobId = await typeJob('hangang', actor, 'until [ -e go ]; do sleep 0.05; done');
  const running = await tickUntil('hangang', actor, jobId, 'running');
  await ground.at('hangang', 'touch go', running.id);
  const { id } = await settled((await tickUntil('hangang', actor, jobId, 'ended')).id);
  const named = async () =>
    (await reconcileCluster(ground.deps, await ground.cluster('hangang'))).filter(
      (one) => one.subject === id,
    );
  expect(await named()).toEqual([]);
  await ground.db.updateTable('usage_records').set({ seconds: 1_000 }).where('launch_id', '=', id).execute();
  expect(await named()).toMatchObject([
    { rule: 'what was used is what accounting says', words: expect.stringContaining('written 1000 GPU·s') },
  ]);
});

test('a job of one of our logins that has no launch is named, once it is no longer on its way', async () => {
  const actor = await ground.student();
  const [mine, jobId] = [
    await typeJob('hangang', actor, 'sleep 600'),
    await typeJob('hangang', actor, 'sleep 600'),
  ];
  const cluster = await ground.cluster('hangang');
  const named = async (quietMs?: number) =>
    (await reconcileCluster(ground.deps, cluster, quietMs)).filter((one) =>
      [mine, jobId].includes(one.subject),
    );
  expect(await named()).toEqual([]);
  expect((await named(-60_000)).map((one) => one.subject).toSorted()).toEqual([mine, jobId].toSorted());
  const { id } = await tickUntil('hangang', actor, mine, 'running', 'queued', 'released');
  await tickUntil('hangang', actor, jobId, 'running', 'queued', 'released');
  expect(await named(-60_000)).toEqual([]);
  await ground.db.updateTable('launches').set({ scheduler_job_id: '999998' }).where('id', '=', id).execute();
  expect(await named(-60_000)).toMatchObject([
    { rule: 'every job of our logins has a launch', subject: mine },
  ]);
  await ground.db.updateTable('launches').set({ scheduler_job_id: mine }).where('id', '=', id).execute();
});

test('a live launch without a job is named too', async () => {
  const actor = await ground.student();
  const jobId = await typeJob('hangang', actor, 'sleep 600');
  const { id } = await tickUntil('hangang', actor, jobId, 'running');
  const long = new Date(Date.now() - 3_600_000);
  const named = async () => await reconcileCluster(ground.deps, await ground.cluster('hangang'));
  await ground.db
    .updateTable('launches')
    .set({ scheduler_job_id: '999999', updated_at: long })
    .where('id', '=', id)
    .execute();
  expect(await named()).toContainEqual(
    expect.objectContaining({ rule: 'every live launch has a job', subject: id }),
  );
  await ground.db.updateTable('launches').set({ scheduler_job_id: jobId }).where('id', '=', id).execute();
  expect((await named()).filter((one) => one.subject === id || one.subject === jobId)).toEqual([]);
});

test('an id that comes round again is another job', async () => {
  const actor = await ground.student();
  const jobId = await typeJob('hangang', actor, 'sleep 600');
  const first = await tickUntil('hangang', actor, jobId, 'running');
  // As if that one had been a year ago.
  const ago = new Date(Date.now() - 365 * 86_400_000);
  await ground.db
    .updateTable('launches')
    .set({
      state: 'ended',
      end: 'completed',
      submitting_at: ago,
      created_at: ago,
      ended_at: ago,
      idempotency_key: 'a year ago',
    })
    .where('id', '=', first.id)
    .execute();
  await tick('hangang');
  const own = await launchesOf(actor);
  expect(own.map((launch) => launch.scheduler_job_id)).toEqual([jobId, jobId]);
});
