import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#server/demo/centre/testing/until';
import { ensureLogin } from '../domain/clusters/ensure-login';
import { openWorkerGround, type WorkerGround } from './testing/worker-ground';
import { watchQueues } from './watch-queue';

let ground: WorkerGround;
beforeAll(async () => {
  ground = await openWorkerGround(['hangang']);
});
afterAll(() => ground.close());

/** One worker's watch of all queues. */
function watch() {
  const stopping = new AbortController();
  let reads = 0;
  const count = (what: string) => void (what === 'queue-read' && reads++);
  const watching = watchQueues({ ...ground.deps, count }, ground.openConnection, stopping.signal);
  return {
    reads: () => reads,
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

test('of two workers one reads the queue; when it stops the other does', async () => {
  const pair = [watch(), watch()] as const;
  await until('the queue is read some times', () => pair.some((one) => one.reads() > 5));
  const [leader, other] = pair[0].reads() > 0 ? pair : [pair[1], pair[0]];
  expect(other.reads()).toBe(0);
  await leader.stop();
  await until('the other reads it', () => other.reads() > 0);
  await other.stop();
});

test('the watch clears away jobs that nobody owns, and finds those by hand that no reading has seen', async () => {
  const actor = await ground.student();
  const cluster = await ground.cluster('hangang');
  const { name } = await ensureLogin(ground.deps, cluster, actor.personId);
  const link = ground.deps.bridges.link(cluster, name);
  const submit = async (words: string) =>
    String((await link.run({ line: `sbatch --parsable ${words}` })).stdout).trim();
  // Taken while it waits, a job by hand is a launch of its own; a name as ours without a launch is an orphan.
  const orphan = await submit(`--hold --job-name=modu-${ulid()} --wrap=true`);
  const one = watch();
  await until('the orphan is gone', async () => {
    const there = await ground.at('hangang', 'squeue -h -o %i');
    return !there.split('\n').includes(orphan);
  });
  await ground.at('hangang', 'modu-fault set queue-query-fails');
  const unseen = await submit('-J mine -p gpu -t 10 --gres=gpu:1 --wrap=true');
  await until('it has ended', async () =>
    (await ground.at('hangang', `sacct -n -X -j ${unseen} -o State`)).includes('COMPLETED'),
  );
  await ground.at('hangang', 'modu-fault clear');
  await until('it is a launch', async () => {
    const found = await ground.db
      .selectFrom('launches')
      .select('id')
      .where('scheduler_job_id', '=', unseen)
      .where('kind', '=', 'by-hand')
      .executeTakeFirst();
    return found !== undefined;
  });
  await one.stop();
});
