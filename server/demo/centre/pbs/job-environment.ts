import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Engine } from '../engine/engine';
import type { Job, JobRun } from '../engine/job';
import { idOf } from './job-ids';
import { coresOf, extraOf } from './job-words';

interface Facts {
  readonly centreName: string;
  readonly homeOf: (login: string) => string;
}

/** PBS_* and what else a job sees. @see e2e/transcripts/pbs/job-environment.txt */
export function environmentOf(job: Job, run: JobRun, facts: Facts): Record<string, string> {
  const id = idOf(job, facts.centreName);
  const { account } = extraOf(job);
  const cores = String(run.shares[0]?.cores ?? coresOf(job));
  const home = facts.homeOf(job.login);
  return {
    ENVIRONMENT: 'BATCH',
    NCPUS: cores,
    OMP_NUM_THREADS: cores,
    PBS_ENVIRONMENT: 'PBS_BATCH',
    PBS_JOBID: id,
    PBS_JOBNAME: job.name,
    PBS_JOBDIR: home,
    PBS_QUEUE: job.partition,
    PBS_NODENUM: '0',
    PBS_TASKNUM: '1',
    PBS_MOMPORT: '15003',
    ...(account === null ? {} : { PBS_ACCOUNT: account }),
    ...(job.array
      ? { PBS_ARRAY_INDEX: String(job.array.index), PBS_ARRAY_ID: `${job.array.id}[].${facts.centreName}` }
      : {}),
    ...madeFor(id, run, home),
  };
}

/** A job's own temporary folder and the list of its nodes; without them where they cannot be made. */
function madeFor(id: string, run: JobRun, home: string): Record<string, string> {
  const { temporary, nodeFile } = placesOf(id, home);
  try {
    mkdirSync(temporary, { recursive: true, mode: 0o700 });
    mkdirSync(dirname(nodeFile), { recursive: true });
    writeFileSync(nodeFile, run.shares.map(({ node }) => `${node}\n`).join(''));
    return { TMPDIR: temporary, PBS_NODEFILE: nodeFile };
  } catch {
    return {};
  }
}

/** Beside the homes: where a real node has /var/tmp and /var/spool/pbs/aux. */
function placesOf(id: string, home: string) {
  const centre = dirname(dirname(home));
  return { temporary: join(centre, 'tmp', `pbs.${id}`), nodeFile: join(centre, 'aux', id) };
}

const swept = new WeakSet<Engine>();

/** From now on takes away what was made for a job when it ends. Calling again is harmless. */
export function sweepAfterJobs(engine: Engine, facts: Facts): void {
  if (swept.has(engine)) return;
  swept.add(engine);
  engine.onChange((job) => {
    if (job.state !== 'ended') return;
    const { temporary, nodeFile } = placesOf(idOf(job, facts.centreName), facts.homeOf(job.login));
    for (const path of [temporary, nodeFile]) rmSync(path, { recursive: true, force: true });
  });
}
