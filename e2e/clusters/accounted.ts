import type { Db } from '#db/client';
import { asRoot, until, type RealSlurm } from './real-slurm';

/** One run of a job as `sacct` itself prints it, read without the portal's own parser. */
export interface AccountedRun {
  id: string;
  state: string;
  seconds: number;
  gpus: number;
}

/** All runs under a name, requeued ones apart. */
export const accountedRuns = (slurm: RealSlurm, name: string): Promise<AccountedRun[]> =>
  accounted(slurm, `--name=${name}`);

/** All runs of a job, by the scheduler's id. */
export const accountedRunsOfJob = (slurm: RealSlurm, jobId: string): Promise<AccountedRun[]> =>
  accounted(slurm, `--jobs=${jobId}`);

async function accounted(slurm: RealSlurm, which: string): Promise<AccountedRun[]> {
  const fields = 'JobID,State,ElapsedRaw,AllocTRES';
  const text = await asRoot(
    slurm,
    'sacct',
    ...['-a', '-X', '-D', '-n', '-P', '--delimiter=\t', '-S', 'now-1days', which, `--format=${fields}`],
  );
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', state = '', seconds = '', tres = ''] = line.split('\t');
      return { id, state, seconds: Number(seconds), gpus: Number(/gres\/gpu=(\d+)/.exec(tres)?.[1] ?? 0) };
    });
}

/** Seconds times GPUs that accounting knows of a launch's job, whatever its owner calls it; of ends that the person pays for. */
async function accountedGpuSeconds(slurm: RealSlurm, jobId: string | null): Promise<number> {
  const runs = jobId === null ? [] : await accountedRunsOfJob(slurm, jobId);
  return runs
    .filter((run) => !/^(NODE_FAIL|PREEMPTED|REQUEUED|BOOT_FAIL)/.test(run.state))
    .reduce((sum, run) => sum + run.seconds * run.gpus, 0);
}

/** Waits until a launch is settled; its row. @throws after `timeoutMs`. */
export const settled = (db: Db, id: string, timeoutMs = 90_000) =>
  until(
    `launch ${id} settled`,
    async () => {
      const row = await db.selectFrom('launches').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      return row.state === 'settled' ? row : undefined;
    },
    timeoutMs,
  );

/** Waits until a launch is in one of the states (or past it); its row. */
export const inState = (db: Db, id: string, ...states: string[]) =>
  until(`launch ${id} ${states.join(' or ')}`, async () => {
    const row = await db.selectFrom('launches').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return states.includes(row.state) ? row : undefined;
  });

/** Every settled launch whose charge is not what `sacct` says times the launch's rate; empty is what we want. */
export async function chargesThatDiffer(db: Db, slurm: RealSlurm): Promise<string[]> {
  const launches = await db
    .selectFrom('launches')
    .select(['id', 'scheduler_job_id', 'end', 'gpus', 'rate_milli', 'charged_milli_gpu_seconds as charged'])
    .where('state', '=', 'settled')
    .execute();
  const differences: string[] = [];
  for (const launch of launches) {
    const seconds = await accountedGpuSeconds(slurm, launch.scheduler_job_id);
    const due = BigInt(seconds) * BigInt(launch.rate_milli);
    if (launch.charged !== due)
      differences.push(`${launch.id} (${launch.end}): ${launch.charged}, due ${due}`);
  }
  return differences;
}
