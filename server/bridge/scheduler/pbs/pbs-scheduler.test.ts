import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoCentres } from '#server/demo/centre/centres';
import { startCentre, type RunningCentre } from '#server/demo/centre/start-centre';
import { testKey } from '#server/demo/centre/testing/ssh-client';
import { until } from '#server/demo/centre/testing/until';
import { openSshPool } from '../../ssh/open-ssh-pool';
import type { SshLink, SshPool } from '../../ssh/port';
import type { SubmitSpec } from '../port';
import { pbs } from './pbs-scheduler';

/* The adapter, with the real launcher and run.sh, against a centre that speaks PBS Pro's commands over real SSH. */

let folder: string;
let centre: RunningCentre;
let pool: SshPool;
let service: SshLink;
let bora: SshLink;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modu-pbs-test-'));
  centre = await startCentre(
    { ...demoCentres.nuri, folder, authorizedKeys: [testKey.public] },
    { standalone: false },
  );
  pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: testKey.private }) });
  const link = (login: string) =>
    pool.link({ cluster: 'nuri', host: '127.0.0.1', port: centre.port, hostKeys: [centre.hostKey], login });
  service = link('modu-svc');
  await service.run({ line: 'modu-login add bora' });
  bora = link('bora');
});
afterAll(async () => {
  await pool.close();
  await centre.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => fault('clear'));

const fault = async (words: string) => {
  expect(await service.run({ line: `modu-fault ${words}` })).toMatchObject({ exitCode: 0 });
};
const specOf = (more: Partial<SubmitSpec> = {}): SubmitSpec => ({
  launchId: ulid(),
  partition: 'gpu',
  accelerator: undefined,
  gpus: 1,
  cores: 2,
  memoryBytes: undefined,
  walltimeSeconds: 60,
  array: undefined,
  settleSeconds: 1,
  ...more,
});
async function stage(spec: SubmitSpec, script: string): Promise<void> {
  const at = `.modu/${spec.launchId}`;
  await bora.files.makeFolder(`${at}/work`);
  await bora.files.write(`${at}/user.sh`, Buffer.from(`#!/bin/sh\n${script}\n`), 0o700);
  for (const { path, text, mode } of pbs.stagedFiles(spec))
    await bora.files.write(`${at}/${path}`, Buffer.from(text), mode);
}
async function submitted(spec: SubmitSpec, script: string): Promise<string> {
  await stage(spec, script);
  const outcome = await pbs.submit(bora, spec);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.schedulerJobId;
}
const nameOf = (spec: SubmitSpec) => `modu-${spec.launchId}`;
const inQueue = async (spec: SubmitSpec) =>
  (await pbs.readQueue(service)).jobs.filter((job) => job.name === nameOf(spec));
const usageOf = async (spec: SubmitSpec, parentJobId: string) =>
  (await pbs.readUsage(service, [{ parentJobId, name: nameOf(spec), submittedAfter: new Date(0) }])).runs;
const endOf = (spec: SubmitSpec, id: string, tasks = 1) =>
  until(`the end of ${id}`, async () => {
    const runs = await usageOf(spec, id);
    return runs.length === tasks && runs.every((run) => run.end !== undefined) && runs;
  });
const textOf = async (spec: SubmitSpec, file: string) =>
  (await bora.files.read(`.modu/${spec.launchId}/${file}`, 0, 65_536))?.bytes.toString();

test('held, found, released, run, ended, used', async () => {
  const spec = specOf({ gpus: 2, memoryBytes: 2 * 1024 ** 3 });
  const id = await submitted(spec, 'echo "$MODU_GPUS $HIP_VISIBLE_DEVICES"; sleep 1; exit 3');
  expect(id).toMatch(/^\d+\.nuri$/);
  expect(await inQueue(spec)).toMatchObject([
    {
      schedulerJobId: id,
      parentJobId: id,
      login: 'bora',
      partition: 'gpu',
      state: 'held',
      reasonCode: 'JobHeldUser',
      gpus: 2,
      walltimeSeconds: 60,
    },
  ]);
  expect(await pbs.findByName(bora, nameOf(spec))).toEqual([id]);
  expect(await pbs.release(bora, id)).toEqual({ kind: 'done' });
  expect(await pbs.release(bora, id)).toEqual({ kind: 'done' });
  await until('it runs', async () => (await inQueue(spec))[0]?.state === 'running');
  const [run] = await endOf(spec, id);
  expect(run).toMatchObject({ end: 'failed', exitCode: 3, gpus: 2, node: 'nuri-gpu1', login: 'bora' });
  expect(run?.seconds).toBeGreaterThanOrEqual(1);
  expect(await inQueue(spec)).toEqual([]);
  expect(await textOf(spec, 'output.log')).toBe('2 0,1\n');
  expect(JSON.parse((await textOf(spec, 'exit.json')) ?? '')).toMatchObject({
    jobId: id,
    exitCode: 3,
    gpus: 2,
  });
  expect(await pbs.release(bora, id)).toEqual({ kind: 'gone' });
  expect(await pbs.cancel(bora, id)).toEqual({ kind: 'gone' });
});

test('submitting again is the same job', async () => {
  const spec = specOf();
  const id = await submitted(spec, 'true');
  expect(await Promise.all([pbs.submit(bora, spec), pbs.submit(bora, spec)])).toEqual([
    { kind: 'accepted', schedulerJobId: id },
    { kind: 'accepted', schedulerJobId: id },
  ]);
  expect(await pbs.findByName(bora, nameOf(spec))).toEqual([id]);
  expect(await pbs.cancel(bora, id)).toEqual({ kind: 'done' });
  expect(await usageOf(spec, id)).toMatchObject([{ end: 'cancelled', startedAt: undefined, seconds: 0 }]);
});

test('two at once are one job', async () => {
  const spec = specOf();
  await stage(spec, 'true');
  const outcomes = await Promise.all([1, 2, 3].map(() => pbs.submit(bora, spec)));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(await pbs.findByName(bora, nameOf(spec))).toHaveLength(1);
});

test('an answer that was lost is found by name', async () => {
  const spec = specOf();
  await stage(spec, 'true');
  await fault('set submit-timeout-but-accepted 1');
  expect(await pbs.submit(bora, spec)).toMatchObject({ kind: 'unknown' });
  const outcome = await pbs.submit(bora, spec);
  expect(await pbs.findByName(bora, nameOf(spec))).toEqual([
    outcome.kind === 'accepted' ? outcome.schedulerJobId : outcome.kind,
  ]);
});

test('of a duplicate the older stays and the younger is deleted before it runs', async () => {
  const spec = specOf();
  await stage(spec, 'true');
  await fault('set duplicate-submit 1');
  await fault('set submit-timeout-but-accepted 1');
  expect(await pbs.submit(bora, spec)).toMatchObject({ kind: 'unknown' });
  const both = await pbs.findByName(bora, nameOf(spec));
  expect(both).toHaveLength(2);
  expect(await pbs.submit(bora, spec)).toEqual({ kind: 'accepted', schedulerJobId: both[0] });
  expect(await pbs.findByName(bora, nameOf(spec))).toEqual([both[0]]);
});

test('while the server is down nothing is known, and nothing was submitted: no settling is waited for', async () => {
  const spec = specOf({ settleSeconds: 600 });
  await stage(spec, 'true');
  await fault('set scheduler-down');
  expect(await pbs.submit(bora, spec)).toMatchObject({ kind: 'unknown' });
  await expect(pbs.readQueue(service)).rejects.toMatchObject({ code: 'cluster-down' });
  await expect(pbs.readPartitions(service)).rejects.toMatchObject({ code: 'cluster-down' });
  await expect(pbs.findByName(bora, nameOf(spec))).rejects.toMatchObject({ code: 'cluster-down' });
  await expect(usageOf(spec, '1.nuri')).rejects.toMatchObject({ code: 'cluster-down' });
  expect(await pbs.cancel(bora, '1.nuri')).toMatchObject({ kind: 'unknown' });
  await fault('clear');
  expect(await pbs.submit(bora, spec)).toMatchObject({ kind: 'accepted' });
});

test('an empty or failed query is never "no jobs"', async () => {
  await fault('set queue-query-empty');
  await expect(pbs.readQueue(service)).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
  await fault('clear');
  await fault('set queue-query-fails');
  await expect(pbs.readQueue(service)).rejects.toMatchObject({ code: 'cluster-down' });
});

test('refusals are told in the words of the server, with their reason', async () => {
  const outcome = async (more: Partial<SubmitSpec>) => {
    const spec = specOf(more);
    await stage(spec, 'true');
    return pbs.submit(bora, spec);
  };
  expect(await outcome({ partition: 'nowhere' })).toEqual({
    kind: 'refused',
    words: 'qsub: Unknown queue',
    reason: 'partition',
  });
  expect(await outcome({ gpus: 99 })).toMatchObject({ kind: 'refused', reason: 'resources' });
  await fault('set reject-qos 1');
  expect(await outcome({})).toMatchObject({ kind: 'refused', reason: 'limit' });
});

test('a launch that was cancelled is not submitted', async () => {
  const spec = specOf();
  await stage(spec, 'true');
  await bora.files.write(`.modu/${spec.launchId}/cancelled`, Buffer.from('1'));
  expect(await pbs.submit(bora, spec)).toEqual({ kind: 'cancelled' });
  expect(await pbs.findByName(bora, nameOf(spec))).toEqual([]);
});

test('an array: tasks apart, each with its end and its output', async () => {
  const spec = specOf({ array: { indexes: [1, 3, 5], maxAtOnce: 2 } });
  const id = await submitted(spec, 'echo "task $MODU_ARRAY_INDEX"; exit $((MODU_ARRAY_INDEX - 1))');
  expect(id).toMatch(/^\d+\[\]\.nuri$/);
  const held = await inQueue(spec);
  expect(held.map((job) => [job.arrayIndex, job.state, job.parentJobId])).toEqual([
    [1, 'held', id],
    [3, 'held', id],
    [5, 'held', id],
  ]);
  await pbs.release(bora, id);
  const runs = await endOf(spec, id, 3);
  expect(runs.map((run) => [run.arrayIndex, run.end, run.exitCode, run.gpus])).toEqual([
    [1, 'completed', 0, 1],
    [3, 'failed', 2, 1],
    [5, 'failed', 4, 1],
  ]);
  expect(await textOf(spec, 'output-3.log')).toBe('task 3\n');
});

test('timed out, cancelled, out of memory, node lost: told apart', async () => {
  const outOfTime = specOf({ walltimeSeconds: 1 });
  const cancelled = specOf();
  const outOfMemory = specOf({ memoryBytes: 64 * 1024 ** 2 });
  const nodeLost = specOf();
  const ids = [
    await submitted(outOfTime, 'sleep 60'),
    await submitted(cancelled, 'sleep 60'),
    await submitted(outOfMemory, '# modu-fault: out-of-memory-after=0.3\nsleep 60'),
    await submitted(nodeLost, '# modu-fault: node-fail-after=0.3\nsleep 60'),
  ] as const;
  await Promise.all(ids.map((id) => pbs.release(bora, id)));
  await until('the second runs', async () => (await inQueue(cancelled))[0]?.state === 'running');
  expect(await pbs.cancel(bora, ids[1])).toEqual({ kind: 'done' });
  const ends = await Promise.all([
    endOf(outOfTime, ids[0]),
    endOf(cancelled, ids[1]),
    endOf(outOfMemory, ids[2]),
    endOf(nodeLost, ids[3]),
  ]);
  expect(ends.map(([run]) => run?.end)).toEqual(['timed-out', 'cancelled', 'out-of-memory', 'node-failed']);
});

test('many jobs are asked about in one command', async () => {
  const specs = [specOf(), specOf(), specOf()];
  const ids = await Promise.all(specs.map((spec) => submitted(spec, 'true')));
  await Promise.all(ids.map((id) => pbs.cancel(bora, id)));
  const asked = [...ids, '999999.nuri', '999998[].nuri'].map((parentJobId) => ({
    parentJobId,
    name: '',
    submittedAfter: new Date(0),
  }));
  const reading = await pbs.readUsage(service, asked);
  expect(reading.runs.map((run) => run.schedulerJobId).toSorted()).toEqual(ids.toSorted());
  expect(reading.notUnderstood).toEqual([]);
});

test('free GPUs of each queue', async () => {
  expect(await pbs.readPartitions(service)).toEqual([
    { partition: 'gpu', totalGpus: 8, freeGpus: 8 },
    { partition: 'debug', totalGpus: 2, freeGpus: 2 },
  ]);
});
