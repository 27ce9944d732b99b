import { afterEach, expect, test as vitestTest, type TestFunction } from 'vitest';
import type { ContractCluster } from './testing/contract-cluster';
import { makeHands, openShellIn } from './testing/contract-hands';

const test = (name: string, work: TestFunction) => vitestTest(name, work, 300_000);

/** What every scheduler adapter must do to a job that runs; a part of `port.contract.ts`. */
export function runningContract(clusterNow: () => ContractCluster): void {
  const begun: string[] = [];
  afterEach(async () => {
    await Promise.all(begun.splice(0).map(cancel));
  });
  const { specOf, submitted, release, cancel, inQueue, running, endOf } = makeHands(clusterNow, begun);

  test('a shell inside a running job: it sees what the job has, tells its own end, and ends with the job', async ({
    skip,
  }) => {
    const { scheduler, person } = clusterNow();
    const spec = specOf({ gpus: 2 });
    const shellIn = (id: string) => scheduler.shellInJob(id, spec.launchId);
    const isOver = (code: number | null) => shellIn('1')?.isJobOver(code ?? 0);
    if (!shellIn('1')) return skip('this scheduler lets nobody in');
    const id = await submitted(spec, 'sleep 600');
    await release(id);
    const { node } = await running(spec);
    const shell = await openShellIn(person, shellIn(id)?.line ?? '');
    shell.type(
      'stty size; echo "in:$SLURM_JOB_ID on:$SLURMD_NODENAME gpus:$SLURM_GPUS_ON_NODE at:${PWD#$HOME/}"\r',
    );
    await shell.sees('31 101');
    await shell.sees(`in:${id} on:${node} gpus:2 at:.modu/${spec.launchId}/work`);
    shell.resize(120, 40);
    // The far side takes a moment to hear of it.
    shell.type('until [ "$(stty size)" = "40 120" ]; do sleep 0.1; done; echo re""sized 한글\r');
    await shell.sees('resized 한글');
    shell.type('exit 4\r');
    const code = await shell.ended;
    expect([code, isOver(code)]).toEqual([4, false]);
    expect((await inQueue(spec))[0]?.state).toBe('running');

    const other = await openShellIn(person, shellIn(id)?.line ?? '');
    other.type('sleep 4711 & echo rea""dy\r');
    await other.sees('ready');
    await cancel(id);
    expect(isOver(await other.ended)).toBe(true);
    const late = await openShellIn(person, shellIn(id)?.line ?? '');
    expect(isOver(await late.ended)).toBe(true);
    const left = await person.run({ line: 'pgrep -f "sleep 47[1]1" || true' });
    expect(left.stdout.toString()).toBe('');
  });

  test('a running job gets more time from the service login, not from its owner', async () => {
    const { scheduler, service, person } = clusterNow();
    const spec = specOf({ walltimeSeconds: 600 });
    const id = await submitted(spec, 'sleep 600');
    await release(id);
    await running(spec);
    const limit = async () => (await inQueue(spec))[0]?.walltimeSeconds;
    expect(await scheduler.extend(person, id, 1_200)).toMatchObject({ kind: 'refused' });
    expect(await limit()).toBe(600);
    expect(await scheduler.extend(service, id, 1_200)).toEqual({ kind: 'done' });
    expect(await scheduler.extend(service, id, 1_200)).toEqual({ kind: 'done' });
    expect(await limit()).toBe(1_200);
    expect(await scheduler.extend(service, id, 1_230)).toEqual({ kind: 'done' });
    expect(await limit()).toBe(1_260);
    const { stopScheduler } = clusterNow().faults;
    if (stopScheduler) {
      const start = await stopScheduler();
      expect(await scheduler.extend(service, id, 1_800)).toMatchObject({ kind: 'unknown' });
      await start();
    }
    await cancel(id);
    await endOf(spec, id);
    expect(await scheduler.extend(service, id, 1_800)).toEqual({ kind: 'gone' });
    expect(await scheduler.extend(service, id.replace(/^\d+/, '999999'), 1_800)).toEqual({ kind: 'gone' });
  });
}
