import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test as vitestTest,
  type TestFunction,
} from 'vitest';
import { launchFiles } from '../files/launch-files';
import type { SubmitSpec } from './port';
import type { ContractCluster, Mishap } from './testing/contract-cluster';
import { runningContract } from './port-running.contract';
import { makeHands, until } from './testing/contract-hands';

/** What every scheduler adapter must do, whatever it speaks to. Call at the top of a test file; nothing is asserted about time. */
export function describeSchedulerContract(name: string, openCluster: () => Promise<ContractCluster>): void {
  describe(`the scheduler port on ${name}`, () => {
    let cluster: ContractCluster;
    beforeAll(async () => {
      cluster = await openCluster();
    });
    afterAll(() => cluster.close());
    contract(() => cluster);
    runningContract(() => cluster);
  });
}

/** A hang, not a measurement: the shortest limit of a real Slurm alone takes a minute and a half. */
const test = (name: string, work: TestFunction) => vitestTest(name, work, 300_000);

function contract(clusterNow: () => ContractCluster): void {
  const begun: string[] = [];
  afterEach(async () => {
    await Promise.all(begun.splice(0).map(cancel));
  });
  const {
    specOf,
    nameOf,
    stage,
    submit,
    submitted,
    release,
    cancel,
    found,
    inQueue,
    runsOf,
    endOf,
    running,
    textOf,
  } = makeHands(clusterNow, begun);

  test('free GPUs of each partition', async () => {
    const { partition, scheduler, service } = clusterNow();
    const readings = await scheduler.readPartitions(service);
    expect(readings.find((reading) => reading.partition === partition.name)).toEqual({
      partition: partition.name,
      totalGpus: partition.totalGpus,
      freeGpus: partition.totalGpus,
    });
  });

  test('held, found by name, released, run, ended, used', async () => {
    const { login, partition, scheduler, service } = clusterNow();
    const spec = specOf({ gpus: 2, cores: 2, memoryBytes: 2 * 1024 ** 3 });
    const id = await submitted(
      spec,
      'echo "$MODU_GPUS GPUs"; until [ -e ../go ]; do sleep 0.1; done; exit 3',
    );
    expect(await inQueue(spec)).toMatchObject([
      {
        schedulerJobId: id,
        parentJobId: id,
        arrayIndex: undefined,
        login,
        partition: partition.name,
        state: 'held',
        end: undefined,
        reasonCode: 'JobHeldUser',
        startedAt: undefined,
        gpus: 2,
        walltimeSeconds: 600,
      },
    ]);
    expect(await found(spec)).toEqual([id]);
    expect(await release(id)).toEqual({ kind: 'done' });
    expect(await release(id)).toEqual({ kind: 'done' });
    const job = await running(spec);
    expect(job.startedAt).toBeInstanceOf(Date);
    const readings = await scheduler.readPartitions(service);
    expect(readings.find((reading) => reading.partition === partition.name)?.freeGpus).toBe(
      partition.totalGpus - 2,
    );
    expect((await runsOf(spec, id)).map((run) => run.end)).not.toContain('completed');
    await clusterNow().person.files.write(`.modu/${spec.launchId}/go`, Buffer.from('go'));
    const [run] = await endOf(spec, id);
    expect(run).toMatchObject({ end: 'failed', exitCode: 3, exitSignal: undefined, gpus: 2, login });
    const { startedAt, endedAt, seconds, node } = run!;
    expect(node).toBe(job.node);
    expect(seconds).toBe(Math.round((endedAt!.getTime() - startedAt!.getTime()) / 1000));
    expect(await inQueue(spec)).toEqual([]);
    expect(await textOf(spec, 'output.log')).toBe('2 GPUs\n');
    expect(JSON.parse((await textOf(spec, 'exit.json')) ?? '')).toMatchObject({
      jobId: id,
      exitCode: 3,
      gpus: 2,
    });
    expect(await release(id)).toEqual({ kind: 'gone' });
    expect(['done', 'gone']).toContain((await cancel(id)).kind);
  });

  test('submitting again is the same job, and several at once are one', async () => {
    const spec = specOf();
    await stage(spec, 'true');
    const outcomes = await Promise.all([submit(spec), submit(spec), submit(spec)]);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await submit(spec)).toEqual(outcomes[0]);
    expect(await found(spec)).toHaveLength(1);
    await cancel((await found(spec))[0] ?? '');
  });

  test('an answer that was lost is found by name', async ({ skip }) => {
    const { loseNextAnswer } = clusterNow().faults;
    if (!loseNextAnswer) return skip('nothing loses answers here');
    const spec = specOf();
    await stage(spec, 'true');
    await loseNextAnswer();
    expect(await submit(spec)).toMatchObject({ kind: 'unknown' });
    const outcome = await submit(spec);
    const ids = await found(spec);
    expect(ids).toHaveLength(1);
    expect(outcome).toEqual({ kind: 'accepted', schedulerJobId: ids[0] });
    await cancel(ids[0] ?? '');
  });

  test('of a duplicate the older stays, the younger is gone before it runs', async ({ skip }) => {
    const { doubleNextSubmission, loseNextAnswer } = clusterNow().faults;
    if (!doubleNextSubmission || !loseNextAnswer) return skip('nothing doubles submissions here');
    const spec = specOf();
    await stage(spec, 'true');
    await doubleNextSubmission();
    await loseNextAnswer();
    expect(await submit(spec)).toMatchObject({ kind: 'unknown' });
    const both = await found(spec);
    expect(both).toHaveLength(2);
    expect(await submit(spec)).toEqual({ kind: 'accepted', schedulerJobId: both[0] });
    expect((await inQueue(spec)).map((job) => [job.schedulerJobId, job.state])).toEqual([[both[0], 'held']]);
    await cancel(both[0] ?? '');
  });

  test('while the scheduler is down nothing is known, and what was not sent is sent after it', async ({
    skip,
  }) => {
    const { faults, scheduler, service, person } = clusterNow();
    if (!faults.stopScheduler) return skip('nothing stops the scheduler here');
    const spec = specOf({ settleSeconds: 0 });
    await stage(spec, 'true');
    const start = await faults.stopScheduler();
    try {
      expect(await submit(spec)).toMatchObject({ kind: 'unknown' });
      await expect(scheduler.readQueue(service)).rejects.toMatchObject({ code: 'cluster-down' });
      await expect(scheduler.readPartitions(service)).rejects.toMatchObject({ code: 'cluster-down' });
      await expect(scheduler.findByName(person, nameOf(spec))).rejects.toMatchObject({
        code: 'cluster-down',
      });
      expect(await release('999999')).toMatchObject({ kind: 'unknown' });
      expect(await cancel('999999')).toMatchObject({ kind: 'unknown' });
    } finally {
      await start();
    }
    const outcome = await until('it is accepted', async () => {
      const answer = await submit(spec);
      return answer.kind === 'accepted' && answer;
    });
    expect(await found(spec)).toEqual([outcome.schedulerJobId]);
    await cancel(outcome.schedulerJobId);
  });

  test('a failed or empty question is never answered with "none"', async ({ skip }) => {
    const { faults, scheduler, service } = clusterNow();
    if (!faults.emptyQueue && !faults.stopAccounting) return skip('nothing silences the scheduler here');
    const spoken = await faults.emptyQueue?.();
    if (spoken)
      await expect(scheduler.readQueue(service)).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
    await spoken?.();
    const spec = specOf();
    const id = await submitted(spec, 'true');
    const accounting = await faults.stopAccounting?.();
    if (accounting)
      await expect(runsOf(spec, id)).rejects.toMatchObject({ code: expect.stringMatching(/^cluster-/) });
    await accounting?.();
    await cancel(id);
  });

  test('refusals are told in the words of the scheduler, with their reason, and leave no job', async () => {
    const { faults, refusedGpus, refusedWalltimeSeconds } = clusterNow();
    const refused = async (more: Partial<SubmitSpec>) => {
      const spec = specOf(more);
      await stage(spec, 'true');
      const outcome = await submit(spec);
      begun.push(...(await found(spec)));
      expect(begun).toEqual([]);
      if (outcome.kind !== 'refused') return outcome;
      expect(outcome.words).toMatch(/^[\x20-\x7e]{8,300}$/);
      return outcome.reason;
    };
    expect(await refused({ partition: 'nowhere' })).toBe('partition');
    if (refusedGpus !== undefined) expect(await refused({ gpus: refusedGpus })).toBe('resources');
    expect(['walltime', 'resources']).toContain(await refused({ walltimeSeconds: refusedWalltimeSeconds }));
    if (!faults.refuseNextSubmission) return;
    await faults.refuseNextSubmission();
    expect(await refused({})).toBe('limit');
  });

  test('a refusal after an unknown outcome is not believed', async ({ skip }) => {
    const { faults, scheduler, person } = clusterNow();
    if (!faults.refuseNextSubmission) return skip('nothing refuses here');
    const spec = specOf();
    await stage(spec, 'true');
    await faults.refuseNextSubmission();
    expect(await scheduler.submit(person, spec, { allowRefusal: false })).toMatchObject({ kind: 'unknown' });
  });

  test('a launch that was cancelled is not submitted', async () => {
    const spec = specOf();
    await stage(spec, 'true');
    await launchFiles.markCancelled(clusterNow().person, spec.launchId);
    expect(await submit(spec)).toEqual({ kind: 'cancelled' });
    expect(await found(spec)).toEqual([]);
  });

  test('cancelled while held, while it waits, while it runs: each is told, and what never ran has used nothing', async () => {
    const { totalGpus } = clusterNow().partition;
    const held = specOf();
    const heldId = await submitted(held, 'true');
    expect(await cancel(heldId)).toEqual({ kind: 'done' });

    const everything = specOf({ array: { indexes: Array.from({ length: totalGpus }, (_, index) => index) } });
    const arrayId = await submitted(everything, 'sleep 600');
    await release(arrayId);
    await until('all GPUs are taken', async () => {
      const jobs = await inQueue(everything);
      return jobs.length === totalGpus && jobs.every((job) => job.state === 'running');
    });
    const waiting = specOf();
    const waitingId = await submitted(waiting, 'true');
    await release(waitingId);
    const job = await until('it waits for room', async () => {
      const [found_] = await inQueue(waiting);
      return (found_?.reasonCode === 'Resources' || found_?.reasonCode === 'Priority') && found_;
    });
    expect(job).toMatchObject({ state: 'queued', startedAt: undefined });
    expect(await cancel(waitingId)).toEqual({ kind: 'done' });
    expect(await cancel(arrayId)).toEqual({ kind: 'done' });

    const neverRan = [await endOf(held, heldId), await endOf(waiting, waitingId)].flat();
    expect(neverRan.map((run) => [run.end, run.startedAt, run.seconds])).toEqual([
      ['cancelled', undefined, 0],
      ['cancelled', undefined, 0],
    ]);
    const ran = await endOf(everything, arrayId, totalGpus);
    expect(new Set(ran.map((run) => run.end))).toEqual(new Set(['cancelled']));
    expect(ran.every((run) => run.startedAt !== undefined)).toBe(true);
    for (const id of [heldId, waitingId, arrayId])
      expect(['done', 'gone']).toContain((await cancel(id)).kind);
  });

  test('an array: tasks apart, each with its end and its output', async () => {
    const spec = specOf({ array: { indexes: [1, 3, 5], maxAtOnce: 2 } });
    const id = await submitted(spec, 'echo "task $MODU_ARRAY_INDEX"; exit $((MODU_ARRAY_INDEX - 1))');
    expect(await found(spec)).toEqual([id]);
    const held = await inQueue(spec);
    expect(held.map((job) => job.arrayIndex).toSorted()).toEqual([1, 3, 5]);
    expect(new Set(held.map((job) => `${job.state} ${job.parentJobId}`))).toEqual(new Set([`held ${id}`]));
    await release(id);
    const runs = await endOf(spec, id, 3);
    const told = runs.map((run) => [run.arrayIndex, run.end, run.exitCode, run.gpus]);
    expect(told.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [1, 'completed', 0, 1],
      [3, 'failed', 2, 1],
      [5, 'failed', 4, 1],
    ]);
    expect(await textOf(spec, 'output-3.log')).toBe('task 3\n');
    expect(new Set(runs.map((run) => run.schedulerJobId)).size).toBe(3);
  });

  test('ends are told apart', async () => {
    const { mishaps, shortestWalltimeSeconds } = clusterNow();
    const cases: { end: string; exitCode?: number; mishap: Mishap }[] = [
      { end: 'completed', exitCode: 0, mishap: { script: 'true' } },
      { end: 'failed', exitCode: 7, mishap: { script: 'exit 7' } },
      {
        end: 'timed-out',
        mishap: { script: 'sleep 600', spec: { walltimeSeconds: shortestWalltimeSeconds } },
      },
      ...(mishaps.runsOutOfMemory ? [{ end: 'out-of-memory', mishap: mishaps.runsOutOfMemory }] : []),
      ...(mishaps.nodeFails ? [{ end: 'node-failed', mishap: mishaps.nodeFails }] : []),
    ];
    const ends = await Promise.all(
      cases.map(async ({ mishap }) => {
        const spec = specOf(mishap.spec);
        const id = await submitted(spec, mishap.script);
        await release(id);
        if (mishap.whenRunning) await mishap.whenRunning((await running(spec)).node ?? '');
        const [run] = await endOf(spec, id);
        return { end: run?.end, exitCode: run?.exitCode };
      }),
    );
    expect(ends.map(({ end }) => end)).toEqual(cases.map(({ end }) => end));
    expect(ends.slice(0, 2)).toEqual(cases.slice(0, 2).map(({ end, exitCode }) => ({ end, exitCode })));
  });

  test('a job that vanishes is nowhere, and nobody says that it ended', async ({ skip }) => {
    const { mishaps } = clusterNow();
    if (!mishaps.vanishes) return skip('nothing vanishes here');
    const spec = specOf();
    const id = await submitted(spec, mishaps.vanishes.script);
    await release(id);
    await until('it is gone', async () => (await inQueue(spec)).length === 0);
    expect(await runsOf(spec, id)).toEqual([]);
    expect(await found(spec)).toEqual([]);
  });

  test('many jobs are asked about in one command; of jobs that never were nothing is said', async () => {
    const { scheduler, service } = clusterNow();
    const specs = [specOf(), specOf(), specOf()];
    const ids = await Promise.all(specs.map((spec) => submitted(spec, 'true')));
    await Promise.all(ids.map(cancel));
    const never = (ids[0] ?? '').replace(/^\d+/, '999999');
    const asked = [...ids, never].map((parentJobId) => ({
      parentJobId,
      submittedAfter: new Date(Date.now() - 86_400_000),
    }));
    const reading = await until('accounting has heard of all', async () => {
      const answer = await scheduler.readUsage(service, asked);
      return answer.runs.length >= ids.length && answer;
    });
    expect(reading.runs.map((run) => run.schedulerJobId).toSorted()).toEqual(ids.toSorted());
    expect([reading.notUnderstood, reading.unclearJobs]).toEqual([[], []]);
  });

  test('jobs of a hand, with names made to hurt, are read as what they are', async () => {
    const { login, scheduler, service, submitByHand } = clusterNow();
    const victim = specOf();
    const victimId = await submitted(victim, 'true');
    const names = ['plain', 'a|b', "it's $(id) `x`", 'tab\there', '이름 🚀'];
    const ids: string[] = [];
    for (const each of names) ids.push(await submitByHand(each).catch(() => ''));
    const accepted = ids.filter((id) => id !== '');
    expect(accepted.length).toBeGreaterThan(0);
    const { jobs, notUnderstood } = await scheduler.readQueue(service);
    for (const id of accepted)
      expect(jobs.filter((job) => job.parentJobId === id)).toMatchObject([
        { login, state: 'held', end: undefined },
      ]);
    expect(jobs.filter((job) => job.parentJobId === victimId)).toMatchObject([
      { state: 'held', name: nameOf(victim) },
    ]);
    expect(notUnderstood).toEqual([]);
    await Promise.all([...accepted, victimId].map(cancel));
  });
}
