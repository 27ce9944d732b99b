import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { until } from '../../demo/centre/testing/until';
import { readApps } from '../../domain/apps/read-apps';
import { testOrigins } from '../../domain/apps/testing/test-origins';
import { makeLaunchServices } from '../../domain/launches/make-launch-services';
import { plantHours } from '../../domain/launches/testing/launch-ground';
import { endApp } from '../../gateway/testing/plant-app';
import { openTestSockets, type TestPerson, type TestSockets } from '../testing/open-test-sockets';
import { askUpgrade, TestTerminal } from '../testing/test-terminal';

/* A shell inside a running job: whose it is, what it sees, and how it ends. */

let sockets: TestSockets;
let people = 0;
beforeAll(async () => {
  sockets = await openTestSockets({ perPerson: 2 });
  await ensureLedgerRoots(sockets.db);
});
afterAll(() => sockets.close());

const opened: TestTerminal[] = [];
const jobs: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const terminal of opened.splice(0)) terminal.end();
  await Promise.all(jobs.splice(0).map((cancel) => cancel()));
});

const byCookie = ({ cookie }: TestPerson) => ({ cookie, origin: sockets.origin });
function open(person: TestPerson, query: string): TestTerminal {
  const path = `/ws/terminal?${query}`;
  const terminal = TestTerminal.open({ port: sockets.port, path, headers: byCookie(person) });
  opened.push(terminal);
  return terminal;
}

/** Somebody with a job of two GPUs that runs, and the launch that it belongs to, as the workers would have written it. */
async function withJob(state: 'running' | 'queued' = 'running') {
  const { db, bridges } = sockets;
  const person = await sockets.enter(`job${++people}@x.kr`);
  await plantHours(db, person.actor, 3_600_000_000);
  const apps = await readApps([], testOrigins);
  const launches = makeLaunchServices({
    db,
    bridges,
    apps,
    addTask: async () => undefined,
    addTasks: async () => undefined,
  });
  const draft = { cluster: 'hangang', partition: 'gpu', name: '학습', script: 'sleep 600', gpus: 2 };
  const { id } = await launches.submit(person.actor, { ...draft, walltimeSeconds: 600 }, newId());
  const hand = open(person, 'cluster=hangang');
  const { login } = await hand.ready();
  hand.type('clear; echo "job=$(sbatch --parsable --gres=gpu:2 --wrap "sleep 600")="\r');
  const job = await until('it is sent', () => /job=(\d+)=/.exec(hand.text)?.[1]);
  const run = async (line: string) =>
    (await bridges.link(await clusterRow(), login).run({ line })).stdout.toString().trim();
  jobs.push(() => run(`scancel ${job}`));
  await until('it runs', async () => (await run(`squeue -h -j ${job} -o %T`)) === 'RUNNING');
  hand.end();
  await db
    .updateTable('launches')
    .set({ state, scheduler_job_id: job, running_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  const row = {
    id: newId(),
    launch_id: id,
    cluster_id: (await clusterRow()).id,
    scheduler_job_id: job,
    state,
  };
  await db.insertInto('jobs').values(row).execute();
  return { person, id, job, run };
}

const clusterRow = async () => {
  const row = await sockets.db.selectFrom('clusters').selectAll().executeTakeFirstOrThrow();
  return { ...row, hostKeys: row.host_keys as string[] };
};

test('it sees the job’s own GPUs and number; cut off, it is there again; it ends with the job, and says so', async () => {
  const { person, id, job, run } = await withJob();
  const first = open(person, `launch=${id}`);
  expect(await first.ready()).toMatchObject({ cluster: 'hangang', launch: { id, name: '학습' } });
  first.type('word=남아; echo "in:$SLURM_JOB_ID gpus:$CUDA_VISIBLE_DEVICES"\r');
  await first.sees(`in:${job} gpus:0,1`);
  first.cut();
  const living = await until('it is let go', () => {
    const [one] = sockets.terminals.list(person.actor);
    return one && !one.isSeen && one;
  });
  expect(living.launch).toEqual({ id, name: '학습' });
  const second = open(person, `terminal=${living.id}`);
  await second.ready();
  second.type('echo "$word"-$((40+2))\r');
  await second.sees('남아-42');
  await run(`scancel ${job}`);
  expect(await second.closes()).toBe(1000);
  expect(second.first('ended')).toEqual({ type: 'ended', code: 'job-over' });
});

test('the portal has seen the job’s end before the shell has: it ends all the same', async () => {
  const { person, id } = await withJob();
  const terminal = open(person, `launch=${id}`);
  await terminal.ready();
  terminal.type('echo in-$((40+2))\r');
  await terminal.sees('in-42');
  await endApp(sockets.db, id);
  expect(await terminal.closes()).toBe(1000);
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'job-over' });
  // Not only when rights are looked at anew, once a minute.
}, 30_000);

test('one’s own end is no end of the job', async () => {
  const { person, id } = await withJob();
  const terminal = open(person, `launch=${id}`);
  await terminal.ready();
  terminal.type('exit 3\r');
  await terminal.closes();
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'exit', exitCode: 3 });
  await open(person, `launch=${id}`).ready();
});

test('another’s, what does not run, and what is no launch: refused before anything is dialled', async () => {
  const { person, id } = await withJob();
  const waits = await withJob('queued');
  const other = await sockets.enter('other@x.kr');
  const ask = (who: TestPerson, query: string) =>
    askUpgrade(sockets.port, `/ws/terminal?${query}`, byCookie(who));
  const before = sockets.dialled();
  expect(await ask(other, `launch=${id}`)).toEqual({ status: 404, code: 'not-found' });
  expect(await ask(person, `launch=${id.toLowerCase()}`)).toEqual({ status: 404, code: 'not-found' });
  expect(await ask(person, 'launch=../../x')).toEqual({ status: 404, code: 'not-found' });
  expect(await ask(waits.person, `launch=${waits.id}`)).toEqual({ status: 409, code: 'wrong-state' });
  await sockets.db.updateTable('clusters').set({ scheduler: 'pbs' }).execute();
  expect(await ask(person, `launch=${id}`)).toEqual({ status: 422, code: 'no-shell-in-jobs' });
  await sockets.db.updateTable('clusters').set({ scheduler: 'slurm' }).execute();
  expect(sockets.dialled()).toBe(before);
  await open(person, `launch=${id}`).ready();
});

test('who, where and in which job is recorded', async () => {
  const { person, id } = await withJob();
  const terminal = open(person, `launch=${id}`);
  const ready = await terminal.ready();
  terminal.end();
  await terminal.closes();
  const row = await sockets.db
    .selectFrom('audit_log')
    .select('detail')
    .where('subject_id', '=', ready.id)
    .where('action', '=', 'terminal.opened')
    .executeTakeFirstOrThrow();
  expect(row.detail).toEqual({ cluster: 'hangang', login: ready.login, launch: id, via: 'session' });
});
