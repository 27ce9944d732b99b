import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '#server/actor';
import type { LaunchDraftInput } from '#server/contract/launch-draft';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { waitKindOf } from '#server/contract/wait-reasons';
import { accountedRuns, chargesThatDiffer, settled } from './accounted';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { asRoot, daemon, until } from './real-slurm';

/* Hours that remain are kept at the scheduler itself, and watched where it cannot; daemons go away in the middle of launching. */

const slurm = inject('realSlurm');
let database: TestDb;
let portal: RealPortal;
let work: { stop(): Promise<void> };
let operator: Actor;
/** The launch of the job that no hours covered. */
let guarded: string;

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  work = await portal.startWork();
  operator = { ...(await makeStudent(portal)), roles: ['administrator'] };
});

afterAll(async () => {
  await work.stop();
  await portal.close();
  await database.close();
});

const launch = async (as: Actor, draft: Partial<LaunchDraftInput>): Promise<string> => {
  const base = { cluster: clusterName, partition: 'gpu', script: 'true', gpus: 1, walltimeSeconds: 600 };
  return (await portal.services.launches.submit(as, { ...base, ...draft }, crypto.randomUUID())).id;
};

/** A student whose login is there, and its name. */
async function studentWithLogin(): Promise<{ student: Actor; login: string }> {
  const student = await makeStudent(portal);
  await settled(portal.db, await launch(student, {}));
  const { name } = await portal.db
    .selectFrom('logins')
    .select('name')
    .where('person_id', '=', student.personId)
    .executeTakeFirstOrThrow();
  return { student, login: name };
}

/** Takes all but so many hours of the reference accelerator away, as a reviewer's correction would. */
const leaveHours = (student: Actor, hours: number) =>
  portal.db
    .updateTable('ledger_accounts')
    .set(({ eb, ref }) => ({
      granted: eb(
        eb(ref('pending'), '+', ref('posted')),
        '+',
        BigInt(Math.round(hours * milliGpuSecondsPerGpuHour)),
      ),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('allocations')
        .select('ledger_account_id')
        .where('person_id', '=', student.personId)
        .limit(1),
    )
    .execute();

const limitOf = async (login: string): Promise<number | undefined> => {
  const text = await asRoot(slurm, 'sacctmgr', '-nP', 'show', 'assoc', `user=${login}`, 'format=grptresmins');
  const minutes = /gres\/gpu=(\d+)/.exec(text)?.[1];
  return minutes === undefined ? undefined : Number(minutes);
};

const typeJob = (login: string, gpus: number, minutes: number, line: string): Promise<string> =>
  asRoot(
    slurm,
    'sbatch',
    ...['--parsable', `--uid=${login}`, '--chdir=/tmp', '--output=/dev/null', '--partition=gpu'],
    ...[`--gpus=${gpus}`, '--ntasks=1', `--time=${minutes}`, `--wrap=${line}`],
  );

const launchOfJob = (job: string) =>
  until(`the launch of job ${job}`, () =>
    portal.db
      .selectFrom('launches')
      .selectAll()
      .where('scheduler_job_id', '=', job)
      .where('kind', '=', 'by-hand')
      .executeTakeFirst(),
  );

test('a job that asked by --gpus and waits is held for by what it asked, before accounting knows it', async () => {
  const { student, login } = await studentWithLogin();
  await asRoot(slurm, 'scontrol', 'update', 'partitionname=gpu', 'state=down');
  const job = await typeJob(login, 3, 60, 'true');
  const row = await launchOfJob(job);
  expect(row).toMatchObject({ gpus: 3, person_id: student.personId });
  expect(row.held_milli_gpu_seconds).toBe(BigInt(3 * (3_600 + 150) * 1_500));
  await asRoot(slurm, 'scontrol', 'update', 'partitionname=gpu', 'state=up');
  expect((await settled(portal.db, row.id)).end).toBe('completed');
});

test('without limits at the scheduler, a job that no hours cover is cancelled after a warning', async () => {
  const { student, login } = await studentWithLogin();
  await leaveHours(student, 0);
  const job = await typeJob(login, 1, 60, 'sleep 600');
  const row = await launchOfJob(job);
  guarded = row.id;
  expect(row.guard_at).not.toBeNull();
  expect((await portal.services.launches.get(student, row.id)).guardAt).toEqual(row.guard_at);
  const mail = await portal.db
    .selectFrom('mails')
    .select(['kind', 'to_email'])
    .where('kind', '=', 'no-hours')
    .executeTakeFirst();
  expect(mail).toBeDefined();
  expect(await settled(portal.db, row.id)).toMatchObject({ end: 'cancelled' });
});

test('hours are limits at the scheduler: pushed, kept to, mended when somebody changes them, and taken away', async () => {
  const { student, login } = await studentWithLogin();
  const probed = await portal.services.operate.probe(operator, clusterName, { isDryRun: false });
  expect(probed.lines.find(({ name }) => name === 'hour-limits')).toMatchObject({ verdict: 'good' });
  await leaveHours(student, 1.5);
  await portal.services.operate.setHourLimits(operator, clusterName, true);
  // An hour and a half of the reference at 1.5: an hour of these GPUs, over what has been used already.
  const limit = await until('the limit', async () => {
    const minutes = await limitOf(login);
    return minutes !== undefined && minutes >= 60 && minutes <= 62 ? minutes : undefined;
  });

  // Within it a job starts; over it one waits, and its person reads why.
  const covered = await launch(student, { walltimeSeconds: 600, script: 'sleep 2' });
  expect((await settled(portal.db, covered)).end).toBe('completed');
  const over = await launchOfJob(await typeJob(login, 2, 60, 'sleep 600'));
  const seen = await until('why it waits', async () => {
    const view = await portal.services.launches.get(student, over.id);
    return view.reasonCode === undefined || view.reasonCode === 'Priority' ? undefined : view;
  });
  expect(seen).toMatchObject({ state: 'queued', reasonCode: 'AssocGrpGRESMinutes' });
  expect(waitKindOf(seen.reasonCode)).toBe('hours-limit');
  expect(await settled(portal.db, over.id)).toMatchObject({ end: 'cancelled', running_at: null });

  // Somebody lifts the limit at the scheduler.
  await asRoot(slurm, 'sacctmgr', '-i', 'modify', 'user', login, 'set', 'GrpTRESMins=gres/gpu=99999');
  await until('mended', async () => ((await limitOf(login)) ?? 99_999) <= limit + 2 || undefined);
  const told = await until('the operators are told', async () => {
    const { hourLimits } = await portal.services.operate.get(operator, clusterName);
    return hourLimits.drift;
  });
  expect(told.words).toContain('99999');

  // Hours that come in open the limit within a tick.
  await leaveHours(student, 15);
  await until('more', async () => ((await limitOf(login)) ?? 0) >= 600 || undefined, 15_000);

  await portal.services.operate.setHourLimits(operator, clusterName, false);
  await until('taken away', async () => ((await limitOf(login)) === undefined ? true : undefined));
}, 180_000);

test('used minutes count against the limit as Slurm counts them: what remains stays what it is', async () => {
  const { student, login } = await studentWithLogin();
  await leaveHours(student, 3);
  await portal.services.operate.setHourLimits(operator, clusterName, true);
  const before = await until('the limit', () => limitOf(login));
  // Forty seconds on four GPUs: more than two minutes.
  const id = await launch(student, { gpus: 4, walltimeSeconds: 120, script: 'sleep 40' });
  expect((await settled(portal.db, id)).end).toBe('completed');
  await until('the limit follows', async () => {
    const [line = ''] = (await asRoot(slurm, 'sshare', '-lhPu', login, '-o', 'User,GrpTRESMins,GrpTRESRaw'))
      .split('\n')
      .filter((one) => one.includes(login));
    const [, limit = 0, used = 0] = /gres\/gpu=(\d+)\|.*gres\/gpu=(\d+)/.exec(line)?.map(Number) ?? [];
    const { hours } = await portal.services.people.me(student);
    const left = hours.freeMilliGpuSeconds / 1_500 / 60;
    return used >= 2 && Math.abs(limit - used - left) <= 2 ? true : undefined;
  });
  expect(before).toBeGreaterThan(100);
  await portal.services.operate.setHourLimits(operator, clusterName, false);
  await until('taken away', async () => ((await limitOf(login)) === undefined ? true : undefined));
}, 180_000);

test('a launch goes into a reservation that its operators offer, and whoever may not is told in words', async () => {
  const { student, login } = await studentWithLogin();
  const { student: other } = await studentWithLogin();
  const window = ['starttime=now', 'duration=30', 'NodeCnt=1', 'PartitionName=gpu'];
  const create = (name: string, users: string) =>
    asRoot(
      slurm,
      'scontrol',
      'create',
      'reservation',
      `reservationname=${name}`,
      ...window,
      `Users=${users}`,
    );
  await create('lesson', `${login},${slurm.serviceLogin}`);
  const probe = async () => {
    const { lines } = await portal.services.operate.probe(operator, clusterName, { isDryRun: false });
    return lines.find(({ name }) => name === 'reservations');
  };
  expect(await probe()).toMatchObject({ verdict: 'good', words: 'lesson' });
  const asked = { reservation: 'lesson', partition: 'gpu', walltimeSeconds: 60 };
  await expect(launch(student, asked)).rejects.toMatchObject({ fields: { reservation: 'not-found' } });
  await portal.services.operate.setReservationShown(operator, clusterName, 'lesson', true);

  const id = await launch(student, { ...asked, script: 'echo "in $SLURM_JOB_RESERVATION"' });
  expect((await settled(portal.db, id)).end).toBe('completed');
  const { scheduler_job_id: job } = await settled(portal.db, id);
  const used = await asRoot(slurm, 'squeue', '-h', '--states=all', `--jobs=${job}`, '-O', 'Reservation');
  expect(used).toBe('lesson');

  const refused = await launch(other, asked);
  const row = await settled(portal.db, refused);
  expect(row).toMatchObject({ end: 'rejected', charged_milli_gpu_seconds: 0n });
  expect(row.reason_words).toMatch(/Access denied to requested reservation/);

  await asRoot(slurm, 'scontrol', 'delete', 'reservationname=lesson');
  const late = await launch(student, asked);
  expect((await settled(portal.db, late)).reason_words).toMatch(/Requested reservation is invalid/);
  await create('theirs', login);
  expect(await probe()).toMatchObject({ verdict: 'lacks' });
  await asRoot(slurm, 'scontrol', 'delete', 'reservationname=theirs');
}, 180_000);

test.each(['slurmctld', 'slurmdbd', 'sshd'] as const)(
  '%s starts anew in the middle of launching: each job once, none lost',
  async (part) => {
    const student = await makeStudent(portal);
    const begin = (count: number) =>
      Promise.all(Array.from({ length: count }, () => launch(student, { script: 'sleep 1' })));
    const ids = await begin(3);
    await until('the first is on its way', async () => {
      const rows = await portal.db.selectFrom('launches').select('state').where('id', 'in', ids).execute();
      return rows.some((row) => row.state !== 'held') ? true : undefined;
    });
    const stopping = daemon(slurm, 'stop', part);
    ids.push(...(await begin(3)));
    await stopping;
    await daemon(slurm, 'start', part);
    for (const id of ids) expect((await settled(portal.db, id, 150_000)).end, id).toBe('completed');
    // Accounting that was away has a job's end before it has its name.
    const named = (id: string) =>
      until(`accounting names ${id}`, async () => {
        const runs = await accountedRuns(slurm, `modu-${id}`);
        return runs.length > 0 ? runs : undefined;
      });
    for (const id of ids) expect(await named(id), id).toHaveLength(1);
  },
  240_000,
);

test('the ledger equals what sacct says, but for the job that had no hours to pay with', async () => {
  expect(await chargesThatDiffer(portal.db, slurm)).toEqual([
    expect.stringContaining(`${guarded} (cancelled): 0`),
  ]);
});
