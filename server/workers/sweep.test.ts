import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchChange } from '#db/queries/launches/write-launch';
import { submitAtCluster } from './submit-at-cluster';
import { dropOrphans, sweep } from './sweep';
import { openWorkerGround, type WorkerGround } from './testing/worker-ground';

let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(['hangang']);
});
afterAll(() => ground.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
/** A launch as a crash may have left it, a minute ago unless the change says otherwise; what the sweeper then asks for. */
async function sweptAfter(change: LaunchChange): Promise<string[]> {
  const id = await ground.launch(await ground.student(), {});
  await ground.db
    .updateTable('launches')
    .set({ updated_at: minutesAgo(1), ...change })
    .where('id', '=', id)
    .execute();
  const tasks: string[] = [];
  await sweep({
    db: ground.db,
    addTask: async (_trx, name, task) => void (task.id === id && tasks.push(name)),
  });
  return tasks.toSorted();
}

test.each<[string, LaunchChange, string[]]>([
  ['held', { state: 'held' }, ['submit-launch']],
  ['submitting, its worker gone', { state: 'submitting', lease_until: minutesAgo(1) }, ['submit-launch']],
  ['accepted and not released', { state: 'accepted' }, ['submit-launch']],
  ['ended and not settled', { state: 'ended', end: 'completed' }, ['settle-launch']],
  ['a cancellation', { state: 'running', cancel_requested_at: minutesAgo(1) }, ['cancel-launch']],
  [
    'a cancellation before it was sent',
    { state: 'staged', cancel_requested_at: minutesAgo(1) },
    ['cancel-launch', 'submit-launch'],
  ],
  ['running', { state: 'running' }, []],
  ['just written', { state: 'held', updated_at: minutesAgo(-10) }, []],
  ['in a worker’s hands', { state: 'submitting', lease_until: minutesAgo(-1) }, []],
  ['to be tried later', { state: 'submitting', next_attempt_at: minutesAgo(-1) }, []],
])('what a crash has left is taken up again: %s', async (_what, change, tasks) => {
  expect(await sweptAfter(change)).toEqual(tasks);
});

test('only jobs of our logins that no live launch answers for are cancelled', async () => {
  const login = async (name: string) => {
    await ground.at('hangang', `modu-login add ${name}`);
    return ground.deps.bridges.link(await ground.cluster('hangang'), name);
  };
  const byHand = async (name: string, job: string): Promise<string> => {
    const line = `sbatch --parsable --hold --job-name=${job} --wrap=true`;
    const ran = await (await login(name)).run({ line });
    return ran.stdout.toString().trim();
  };
  const live = await ground.launch(await ground.student(), { script: 'sleep 600' });
  await submitAtCluster(ground.deps, live);
  const { login_name: ours, scheduler_job_id: liveJob } = await ground.row(live);
  const name = ours ?? '';
  // Its owner gave it the name of a launch that is over.
  await ground.at('hangang', `scontrol update jobid=${liveJob} name=modu-${ulid()}`, live);
  const jobs = {
    orphan: await byHand(name, `modu-${ulid()}`),
    sameLaunch: await byHand(name, `modu-${live}`),
    strangers: await byHand('stranger', `modu-${ulid()}`),
    otherName: await byHand(name, 'mine'),
    likeOurs: await byHand(name, 'modu-notes'),
  };
  const there = async () => {
    const out = await ground.at('hangang', 'squeue -h -o %i');
    return (id: string) => out.split('\n').includes(id);
  };
  const place = await ground.cluster('hangang');
  const link = ground.deps.bridges.link(place, place.serviceLogin);
  const patient = { ...ground.deps, timing: { ...ground.deps.timing, orphanGraceMs: 600_000 } };
  const reading = () => ground.deps.bridges.schedulerOf('slurm').readQueue(link);
  await dropOrphans(patient, place, await reading());
  expect((await there())(jobs.orphan)).toBe(true);

  const later = { ...ground.deps, timing: { ...ground.deps.timing, orphanGraceMs: -60_000 } };
  await dropOrphans(later, place, await reading());
  const isThere = await there();
  expect({ ...Object.fromEntries(Object.entries(jobs).map(([what, id]) => [what, isThere(id)])) }).toEqual({
    orphan: false,
    sameLaunch: true,
    strangers: true,
    otherName: true,
    likeOurs: true,
  });
  expect(isThere(liveJob ?? '')).toBe(true);
});
