import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '#server/actor';
import type { LaunchDraftInput } from '#server/contract/launch-draft';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { accountedRuns, accountedRunsOfJob, chargesThatDiffer, inState, settled } from './accounted';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { asRoot, daemon, until } from './real-slurm';

const slurm = inject('realSlurm');
let database: TestDb;
let portal: RealPortal;
let work: { stop(): Promise<void> };
let student: Actor;
/** A minute is Slurm's shortest limit: begun first, looked at last. */
let overrunning: string;

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  work = await portal.startWork();
  student = await makeStudent(portal);
  overrunning = await launch({ script: 'sleep 600', walltimeSeconds: 60 });
});

afterAll(async () => {
  await work.stop();
  await portal.close();
  await database.close();
});

async function launch(draft: Partial<LaunchDraftInput>, as: Actor = student): Promise<string> {
  const whole: LaunchDraftInput = {
    cluster: clusterName,
    partition: 'gpu',
    script: 'true',
    gpus: 1,
    walltimeSeconds: 600,
    ...draft,
  };
  return (await portal.services.launches.submit(as, whole, crypto.randomUUID())).id;
}

const jobOf = async (id: string): Promise<string> => {
  const row = await portal.db
    .selectFrom('launches')
    .select('scheduler_job_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.scheduler_job_id ?? '';
};
const ledgerRows = (id: string) =>
  portal.db
    .selectFrom('ledger_transfers')
    .select(['kind', 'amount'])
    .where('launch_id', '=', id)
    .orderBy('created_at')
    .execute();
const loginOf = async (actor: Actor): Promise<string> => {
  const row = await portal.db
    .selectFrom('logins')
    .select('name')
    .where('person_id', '=', actor.personId)
    .executeTakeFirstOrThrow();
  return row.name;
};

test('a launch runs once, its output comes back, and it is charged by accounting', async () => {
  const id = await launch({ script: 'echo "on $SLURM_JOB_PARTITION with $MODU_GPUS"; sleep 2', gpus: 2 });
  const row = await settled(portal.db, id);
  expect(row).toMatchObject({ end: 'completed', exit_code: 0 });
  const output = await portal.services.launches.output(student, id, {});
  expect(output?.text).toBe('on gpu with 2\n');
  const runs = await accountedRuns(slurm, `modu-${id}`);
  expect(runs).toHaveLength(1);
  expect(row.charged_milli_gpu_seconds).toBe(BigInt(runs[0]!.seconds * 2 * 1500));
  expect(runs[0]!.seconds).toBeGreaterThanOrEqual(2);
});

test('an array has one job a task, and each is charged', async () => {
  const id = await launch({
    script: 'sleep $MODU_ARRAY_INDEX; exit $((MODU_ARRAY_INDEX == 2))',
    array: '1-3',
  });
  expect(await settled(portal.db, id)).toMatchObject({ end: 'failed', exit_code: 1 });
  const jobs = await portal.db
    .selectFrom('jobs')
    .select(['array_index', 'end'])
    .where('launch_id', '=', id)
    .orderBy('array_index')
    .execute();
  expect(jobs.map((job) => [job.array_index, job.end])).toEqual([
    [1, 'completed'],
    [2, 'failed'],
    [3, 'completed'],
  ]);
  expect(await accountedRuns(slurm, `modu-${id}`)).toHaveLength(3);
});

test('tasks cancelled while they wait share a line of accounting; each has ended, and costs nothing', async () => {
  const id = await launch({ script: 'sleep 600', array: '0-9%1' });
  await inState(portal.db, id, 'running');
  const begun = Date.now();
  await until('a second to charge', async () => (Date.now() - begun > 1_500 ? true : undefined));
  await portal.services.launches.cancel(student, id);
  expect(await settled(portal.db, id)).toMatchObject({ end: 'cancelled' });
  const jobs = await portal.db.selectFrom('jobs').select('end').where('launch_id', '=', id).execute();
  expect(jobs.map((job) => job.end)).toEqual(Array<string>(10).fill('cancelled'));
  const lines = await accountedRunsOfJob(slurm, await jobOf(id));
  expect(lines.filter((line) => line.id.endsWith(']'))).toHaveLength(1);
  expect(lines.filter((line) => line.seconds > 0).map((line) => line.id.replace(/^\d+/, ''))).toEqual(['_0']);
});

test('a job that its owner renames is still the launch’s, and charged', async () => {
  const id = await launch({ script: 'sleep 3' });
  await inState(portal.db, id, 'running');
  await asRoot(slurm, 'scontrol', 'update', `jobid=${await jobOf(id)}`, 'name=mine-now');
  const row = await settled(portal.db, id);
  expect(row.end).toBe('completed');
  expect(row.charged_milli_gpu_seconds).toBeGreaterThanOrEqual(3n * 1500n);
  expect(await accountedRuns(slurm, `modu-${id}`)).toEqual([]);
});

test('a failing script is told with its code, not as completed', async () => {
  expect(await settled(portal.db, await launch({ script: 'exit 7' }))).toMatchObject({
    end: 'failed',
    exit_code: 7,
  });
});

test('a launch can be cancelled before it reaches the cluster, while it waits there and while it runs', async () => {
  const early = await launch({ script: 'sleep 600' });
  await portal.services.launches.cancel(student, early);
  const running = await launch({ script: 'sleep 600' });
  // 16 cores are all of a node: three fill the partition, the fourth waits.
  const fillers = await Promise.all(
    [1, 2, 3].map(() => launch({ script: 'sleep 600', cores: 16, partition: 'gpu' })),
  );
  await inState(portal.db, running, 'running');
  await portal.services.launches.cancel(student, running);
  const waiting = await launch({ script: 'sleep 600', cores: 16 });
  await inState(portal.db, waiting, 'queued');
  await portal.services.launches.cancel(student, waiting);
  for (const id of [early, running, waiting])
    expect(await settled(portal.db, id)).toMatchObject({ end: 'cancelled' });
  for (const id of fillers) await portal.services.launches.cancel(student, id);
  for (const id of fillers) expect((await settled(portal.db, id)).end).toBe('cancelled');
  expect(await ledgerRows(waiting)).toMatchObject([{ kind: 'reserve' }, { kind: 'void' }]);
});

test('a job held by the operator says so, and goes on when released', async () => {
  await asRoot(slurm, 'scontrol', 'update', 'partitionname=debug', 'state=down');
  const id = await launch({ script: 'sleep 1', partition: 'debug' });
  await inState(portal.db, id, 'queued');
  await asRoot(slurm, 'scontrol', 'hold', await jobOf(id));
  await asRoot(slurm, 'scontrol', 'update', 'partitionname=debug', 'state=up');
  await until('the hold is shown', async () => {
    const job = await portal.db
      .selectFrom('jobs')
      .select(['state', 'reason_code'])
      .where('launch_id', '=', id)
      .executeTakeFirst();
    return job?.state === 'held' && job.reason_code?.startsWith('JobHeld') ? job : undefined;
  });
  await asRoot(slurm, 'scontrol', 'release', await jobOf(id));
  expect((await settled(portal.db, id)).end).toBe('completed');
});

test('every run of a requeued job is in the books', async () => {
  // The first run is cut off, the second is let end by itself.
  const id = await launch({ script: 'echo begun; sleep "$((SLURM_RESTART_COUNT ? 2 : 60))"' });
  await until('its script runs', async () => {
    const output = await portal.services.launches.output(student, id, {}).catch(() => undefined);
    return output?.text.includes('begun') ? true : undefined;
  });
  const job = await jobOf(id);
  await asRoot(slurm, 'scontrol', 'update', `jobid=${job}`, 'requeue=1');
  await asRoot(slurm, 'scontrol', 'requeue', job);
  // A node takes no credential from the second in which it revoked the job's last one; by itself Slurm lets two minutes pass.
  await pause(2_000);
  await until('the job waits again', async () => {
    await asRoot(slurm, 'scontrol', 'update', `jobid=${job}`, 'starttime=now').catch(() => '');
    const [state] = (await asRoot(slurm, 'squeue', '-h', '-j', job, '-o', '%T')).split('\n');
    return state === 'RUNNING' || state === undefined || state === '' ? true : undefined;
  });
  const row = await settled(portal.db, id);
  const runs = await accountedRuns(slurm, `modu-${id}`);
  expect(runs.length).toBeGreaterThanOrEqual(2);
  expect(row.end, JSON.stringify(runs)).toBe('completed');
  const usage = await portal.db
    .selectFrom('usage_records')
    .select(['seconds', 'paid_by'])
    .where('launch_id', '=', id)
    .execute();
  expect(usage).toHaveLength(runs.length);
  expect(usage.filter((run) => run.paid_by === 'platform')).toHaveLength(runs.length - 1);
});

test.each([
  ['a partition that is not there', { partition: 'ghost' }, /invalid partition/i],
  ['a limit of the association', {}, /AssocMaxSubmitJobLimit|accounting\/QOS policy/i],
])(
  'a refusal becomes the end, in the scheduler’s words, and the hold returns: %s',
  async (what, draft, words) => {
    const other = await makeStudent(portal);
    await settled(portal.db, await launch({}, other));
    const login = await loginOf(other);
    if (what.includes('association'))
      await asRoot(slurm, 'sacctmgr', '-i', 'modify', 'user', login, 'set', 'MaxSubmitJobs=0');
    const free = async () => (await portal.services.people.me(other)).hours.freeMilliGpuSeconds;
    const before = await free();
    const id = await launch(draft, other);
    const row = await settled(portal.db, id);
    expect(row).toMatchObject({ end: 'rejected', charged_milli_gpu_seconds: 0n });
    expect(row.reason_words).toMatch(words);
    expect(await free()).toBe(before);
  },
);

test('hours that the cluster itself counts hold a job back, and the reason is read', async () => {
  const other = await makeStudent(portal);
  await settled(portal.db, await launch({}, other));
  const login = await loginOf(other);
  await asRoot(slurm, 'sacctmgr', '-i', 'modify', 'user', login, 'set', 'GrpTRESMins=gres/gpu=5');
  const id = await launch({ walltimeSeconds: 3600, script: 'true' }, other);
  await until('the reason', async () => {
    const row = await portal.services.launches.get(other, id);
    return row.reasonCode === 'AssocGrpGRESMinutes' ? row : undefined;
  });
  await portal.services.launches.cancel(other, id);
  expect((await settled(portal.db, id)).end).toBe('cancelled');
});

test('a job typed by hand becomes its person’s launch, and is charged for the GPUs that it really had', async () => {
  const other = await makeStudent(portal);
  await settled(portal.db, await launch({}, other));
  const login = await loginOf(other);
  // Asked for as people do: `squeue` has no field for --gpus, and guesses more nodes for the cores.
  const asked = ['--partition=gpu', '--gpus=2', '--nodes=1', '--ntasks=1', '--cpus-per-task=2', '--mem=100M'];
  const where = [`--uid=${login}`, '--chdir=/tmp', '--output=/dev/null'];
  const job = await asRoot(slurm, 'sbatch', '--parsable', ...where, ...asked, '--wrap=sleep 5');
  const { id } = await until('its launch', () =>
    portal.db
      .selectFrom('launches')
      .select('id')
      .where('scheduler_job_id', '=', job)
      .where('kind', '=', 'by-hand')
      .executeTakeFirst(),
  );
  const row = await settled(portal.db, id);
  expect(row).toMatchObject({ person_id: other.personId, end: 'completed' });
  const [run] = await accountedRunsOfJob(slurm, job);
  expect(run).toMatchObject({ gpus: 2 });
  expect(row.charged_milli_gpu_seconds).toBe(BigInt(run!.seconds * 2 * 1500));
});

test('slurmctld, slurmdbd and sshd may be away while jobs run: nothing ends that did not', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => launch({ script: 'sleep 4' })));
  for (const id of ids) await inState(portal.db, id, 'running');
  for (const part of ['slurmdbd', 'slurmctld', 'sshd'] as const) {
    await daemon(slurm, 'stop', part);
    const during = await launch({ script: `echo during ${part}` });
    ids.push(during);
    await until('the cluster is missed, or not needed', async () => {
      const row = await portal.db.selectFrom('clusters').select('reach').executeTakeFirstOrThrow();
      return part === 'slurmdbd' || row.reach === 'down' ? row : undefined;
    });
    await daemon(slurm, 'start', part);
  }
  for (const id of ids) expect((await settled(portal.db, id, 110_000)).end).toBe('completed');
  for (const id of ids) expect(await accountedRuns(slurm, `modu-${id}`)).toHaveLength(1);
}, 240_000);

test('a job over its limit has timed out', async () => {
  expect(await settled(portal.db, overrunning, 150_000)).toMatchObject({ end: 'timed-out' });
}, 160_000);

// Only a Slurm with cgroups says OUT_OF_MEMORY; here it kills with signal 9 and calls that failed.
test('a job over its memory has failed, never completed', async () => {
  const script = `python3 -c "import time; b = bytearray(300 * 1024 ** 2); time.sleep(60)"`;
  const id = await launch({ script, memoryBytes: 50 * 1024 ** 2 });
  expect(await settled(portal.db, id)).toMatchObject({ end: 'failed' });
});

test('the ledger is clean and equals what sacct says, to the second', async () => {
  expect((await checkLedger(portal.db)).problems).toEqual([]);
  expect(await chargesThatDiffer(portal.db, slurm)).toEqual([]);
});
