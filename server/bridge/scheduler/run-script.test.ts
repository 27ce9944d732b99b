import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const launch = '01JD8XK3V9Q2M4N6P8R0S2T4V6';
const runScript = new URL('./run.sh', import.meta.url).pathname;
let home = '';
let d = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "modu run'sh "));
  d = join(home, '.modu', launch);
  mkdirSync(join(d, 'work'), { recursive: true });
  writeFileSync(join(d, 'spec.json'), '{"version":1,"gpus":2,"cores":1}\n');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const slurm = (id: string, more: Record<string, string> = {}) => ({
  SLURM_JOB_ID: id,
  SLURM_JOB_NAME: `modu-${launch}`,
  ...more,
});
const pbs = (id: string, more: Record<string, string> = {}) => ({
  PBS_JOBID: id,
  PBS_JOBNAME: `modu-${launch}`,
  ...more,
});
const userScript = (text: string) => {
  writeFileSync(join(d, 'user.sh'), text);
  chmodSync(join(d, 'user.sh'), 0o700);
};
const environment = (more: Record<string, string>): NodeJS.ProcessEnv => ({
  NODE_ENV: 'test',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: home,
  ...more,
});
function run(more: Record<string, string>): number {
  try {
    execFileSync('/bin/sh', [runScript], { env: environment(more), stdio: 'pipe' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}
const read = (name: string) => readFileSync(join(d, name), 'utf8');
const endOf = (name: string) => JSON.parse(read(name)) as Record<string, unknown>;

test('runs the script in its work folder and writes down the end', () => {
  const aBeat = 'until [ -e ../heartbeat ]; do sleep 0.02; done';
  userScript(`#!/bin/sh\npwd\necho "$MODU_GPUS GPUs, launch $MODU_LAUNCH_ID" >&2\n${aBeat}\nexit 3\n`);
  expect(run(slurm('41'))).toBe(3);
  expect(read('output.log')).toBe(`${d}/work\n2 GPUs, launch ${launch}\n`);
  expect(endOf('exit.json')).toMatchObject({
    version: 1,
    jobId: '41',
    arrayIndex: null,
    exitCode: 3,
    gpus: 2,
  });
  expect(Number(read('heartbeat'))).toBeGreaterThan(1_700_000_000);
  expect(readlinkSync(join(d, 'run.lock'))).toBe('job:41');
});

test('a script without an interpreter line is run by sh', () => {
  userScript('echo plain\n');
  expect(run(pbs('5.pbs01'))).toBe(0);
  expect(read('output.log')).toBe('plain\n');
  expect(endOf('exit.json')).toMatchObject({ jobId: '5.pbs01', exitCode: 0 });
});

test('a duplicate ends without running anything; the same job again runs again', () => {
  userScript('#!/bin/sh\necho once\n');
  expect([run(slurm('41')), run(slurm('42')), run(slurm('41'))]).toEqual([0, 0, 0]);
  expect(read('output.log')).toBe('once\nonce\n');
  expect(endOf('exit.json')).toMatchObject({ jobId: '41' });
});

test('of twenty duplicates at once exactly one runs', async () => {
  userScript('#!/bin/sh\necho ran\n');
  await Promise.all(
    Array.from(
      { length: 20 },
      (_, index) =>
        new Promise((done) =>
          spawn('/bin/sh', [runScript], { env: environment(slurm(String(100 + index))), stdio: 'ignore' }).on(
            'exit',
            done,
          ),
        ),
    ),
  );
  expect(read('output.log')).toBe('ran\n');
});

test('tasks of one array share the fence and keep their own files', () => {
  userScript('#!/bin/sh\necho "task $MODU_ARRAY_INDEX of $MODU_JOB_ID"\nexit $MODU_ARRAY_INDEX\n');
  const task = (index: string) =>
    slurm(String(50 + Number(index)), { SLURM_ARRAY_JOB_ID: '50', SLURM_ARRAY_TASK_ID: index });
  expect([run(task('0')), run(task('7'))]).toEqual([0, 7]);
  expect([read('output-0.log'), read('output-7.log')]).toEqual(['task 0 of 50_0\n', 'task 7 of 50_7\n']);
  expect(endOf('exit-7.json')).toMatchObject({ jobId: '50_7', arrayIndex: 7, exitCode: 7 });
});

test('tasks of a PBS array share the fence under the id of the array', () => {
  userScript('#!/bin/sh\ntrue\n');
  expect([2, 3].map((index) => run(pbs(`19[${index}].pbs01`, { PBS_ARRAY_INDEX: String(index) })))).toEqual([
    0, 0,
  ]);
  expect(readlinkSync(join(d, 'run.lock'))).toBe('job:19[].pbs01');
  expect(endOf('exit-3.json')).toMatchObject({ jobId: '19[3].pbs01', arrayIndex: 3 });
});

test('a launch cancelled before the start does not run', () => {
  userScript('#!/bin/sh\necho ran\n');
  writeFileSync(join(d, 'cancelled'), '');
  expect(run(slurm('41'))).toBe(0);
  expect(readdirSync(d)).not.toContain('output.log');
});

test.each(['modu-', 'modu-../../etc', 'other', 'modu-$(id)'])('refuses the name %j', (name) => {
  expect(run({ SLURM_JOB_ID: '1', SLURM_JOB_NAME: name })).toBe(78);
});

test('a signal from the scheduler still leaves an end record, and no process', async () => {
  userScript('#!/bin/sh\necho $$ >started.t; mv started.t started\nsleep 600\n');
  const job = spawn('/bin/sh', [runScript], {
    env: environment(slurm('41')),
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((done) => job.on('exit', done));
  await expect.poll(() => existsSync(join(d, 'work/started')), { timeout: 60_000 }).toBe(true);
  process.kill(-(job.pid ?? 0), 'SIGTERM');
  await ended;
  expect(endOf('exit.json')).toMatchObject({ exitCode: 143 });
  await expect.poll(() => isGroupAlive(job.pid ?? 0), { timeout: 60_000 }).toBe(false);
});

/** A process that has ended stays listed until its parent, or that of an orphan, has looked after it. */
function isGroupAlive(group: number): boolean {
  const states = execFileSync('ps', ['-e', '-o', 'pgid=,stat=']).toString().split('\n');
  return states.some((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line));
}
