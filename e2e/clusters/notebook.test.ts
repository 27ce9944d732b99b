import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '#server/actor';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { accountedRunsOfJob, chargesThatDiffer, settled } from './accounted';
import { openDoorOfApps, type DoorOfApps } from './app-browser';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { asRoot, until } from './real-slurm';

/* A notebook as a student has it: a real Jupyter in a real job, reached through the gateway and a real sshd. */

const slurm = inject('realSlurm');
const hasJupyter = ['jupyter-notebook', 'jupyter-lab'].some(
  (name) => spawnSync(name, ['--version']).status === 0,
);
let database: TestDb;
let portal: RealPortal;
let work: { stop(): Promise<void> };
let student: Actor;
let apps: DoorOfApps;

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  work = await portal.startWork();
  student = await makeStudent(portal);
  apps = await openDoorOfApps(portal);
  // Accounting that has never told of a job is not waited for: as at a centre that is new, the first would be charged by its folder's word.
  const draft = { cluster: clusterName, partition: 'gpu', script: 'sleep 1', gpus: 1, walltimeSeconds: 60 };
  const { id: first } = await portal.services.launches.submit(student, draft, crypto.randomUUID());
  await settled(portal.db, first);
  // Its nodes are daemons on the login host itself, so a job's unix socket is in reach there.
  await portal.db
    .updateTable('clusters')
    .set({ extend_limit_seconds: 4 * 3600, app_reach: 'login-host' })
    .execute();
});

afterAll(async () => {
  await apps.close();
  await work.stop();
  await portal.close();
  await database.close();
});

const freeHours = async () => (await portal.services.people.me(student)).hours;

test.skipIf(!hasJupyter)(
  'launched, opened, a cell is run by its kernel, more time is given, and what is not used comes back',
  async () => {
    const before = await freeHours();
    const { id } = await portal.services.launches.submit(
      student,
      { cluster: clusterName, partition: 'gpu', kind: 'app', app: 'jupyter', gpus: 2, walltimeSeconds: 1200 },
      crypto.randomUUID(),
    );
    const launch = () => portal.services.launches.get(student, id);
    await until('the notebook is ready', async () => (await launch()).app?.url);
    const running = await launch();
    expect(running.state).toBe('running');
    expect(running.app?.readyAt).toBeInstanceOf(Date);

    // Nobody is in without the entry that a knock and a ticket give.
    expect(await apps.status(id, '/api/status')).toBe(401);
    const notebook = await apps.enter(student, id);
    const kernel = await notebook.startKernel();
    const code = 'import os; print(6 * 7, os.environ["SLURM_JOB_ID"], os.environ["MODU_GPUS"])';
    const printed = await notebook.execute(kernel, code);
    const [row] = await portal.db.selectFrom('launches').selectAll().where('id', '=', id).execute();
    expect(printed).toBe(`42 ${row?.scheduler_job_id} 2\n`);

    await portal.services.launches.extend(student, id, 3600);
    await until('Slurm has given more time', async () => {
      const job = await asRoot(slurm, 'scontrol', 'show', 'job', row?.scheduler_job_id ?? '');
      return job.includes('TimeLimit=01:00:00') ? job : undefined;
    });
    await until('the page says so', async () =>
      (await launch()).walltimeSeconds === 3600 ? true : undefined,
    );
    expect((await freeHours()).heldMilliGpuSeconds).toBeGreaterThan(0);
    // The same kernel, after all that.
    expect(await notebook.execute(kernel, 'print(os.getpid() > 0)')).toBe('True\n');

    await portal.services.launches.cancel(student, id);
    const end = await settled(portal.db, id);
    expect(end.end).toBe('cancelled');
    expect(await notebook.status('/api/status')).not.toBe(200);
    const runs = await accountedRunsOfJob(slurm, row?.scheduler_job_id ?? '');
    const due = runs.reduce((sum, run) => sum + run.seconds * run.gpus, 0) * 1500;
    expect(due).toBeGreaterThan(0);
    expect(Number(end.charged_milli_gpu_seconds)).toBe(due);
    expect(await chargesThatDiffer(portal.db, slurm)).toEqual([]);
    const after = await freeHours();
    expect(after).toMatchObject({
      heldMilliGpuSeconds: 0,
      freeMilliGpuSeconds: before.freeMilliGpuSeconds - due,
    });
  },
);
