import { isAbsolute, join } from 'node:path';
import type { Command, FrontEnd } from '../command';
import type { Job, JobRun } from '../engine/job';
import { sacct } from './sacct';
import { sacctmgr } from './sacctmgr';
import { sbatch } from './sbatch';
import { scancel } from './scancel';
import { scontrol } from './scontrol';
import { sinfo } from './sinfo';
import { squeue } from './squeue';
import { srun } from './srun';
import { coresOf, gpusOf, idOf } from './words';

/** Slurm's face of a demo centre, as Slurm 22.05 prints. */
export const slurmFrontEnd: FrontEnd = {
  commands: Object.fromEntries(
    Object.entries({ sbatch, squeue, scancel, sacct, sinfo, scontrol, sacctmgr, srun }).map(
      ([name, command]) => [name, unlessDown(command)],
    ),
  ),
  isInteractive: (name) => name === 'srun',
  makeHooks: ({ centreName }) => ({
    killWaitSeconds: 3,
    environmentOf: (job, run) => variablesOf(job, run, centreName),
    outputOf: (job) => {
      const stdout = pathOf(
        job,
        job.extra['output'] as string | null,
        job.array ? 'slurm-%A_%a.out' : 'slurm-%j.out',
      );
      const error = job.extra['error'] as string | null;
      return {
        stdout,
        stderr: error === null ? undefined : pathOf(job, error, ''),
        append: job.extra['openMode'] === 'append',
        deliveredAtEnd: false,
      };
    },
    noteOf: (job, run, why) => {
      const when = new Date().toISOString().slice(0, 19);
      const node = run.shares[0]?.node ?? centreName;
      const reason = {
        'timed-out': 'DUE TO TIME LIMIT ',
        cancelled: '',
        'node-failed': 'DUE TO NODE FAILURE ',
        requeued: 'DUE TO JOB REQUEUE ',
        'out-of-memory': '',
      }[why];
      if (why === 'out-of-memory')
        return `slurmstepd: error: Detected 1 oom-kill event(s) in StepId=${job.id}.batch. Some of your processes may have been killed by the cgroup out-of-memory handler.`;
      return `slurmstepd: error: *** JOB ${job.id} ON ${node} CANCELLED AT ${when} ${reason}***`;
    },
  }),
};

function unlessDown(command: Command): Command {
  return async (call, tools) => {
    if (tools.faults.get('scheduler-down') === undefined) return command(call, tools);
    call.stderr(`${call.name}: error: Unable to contact slurm controller (connect failure)\n`);
    return 1;
  };
}

/** @see sbatch(1), Slurm 22.05, FILENAME PATTERN */
function pathOf(job: Job, pattern: string | null, without: string): string {
  const name = (pattern ?? without).replace(/%(%|A|a|j|x|u|N|J)/g, (_whole, letter: string) => {
    const values: Record<string, string> = {
      '%': '%',
      A: String(job.array?.id ?? job.id),
      a: String(job.array?.index ?? 4_294_967_294),
      j: String(job.id),
      J: String(job.id),
      x: job.name.replaceAll('/', '_'),
      u: job.login,
      N: job.runs.at(-1)?.shares[0]?.node ?? '',
    };
    return values[letter] ?? '';
  });
  return isAbsolute(name) ? name : join(job.workFolder, name);
}

/** @see sbatch(1), Slurm 22.05, OUTPUT ENVIRONMENT VARIABLES */
function variablesOf(job: Job, run: JobRun, centreName: string): Record<string, string> {
  const nodes = run.shares.map((share) => share.node);
  const gpus = gpusOf(job);
  return {
    SLURM_JOB_ID: String(job.id),
    SLURM_JOBID: String(job.id),
    SLURM_JOB_NAME: job.name,
    SLURM_JOB_USER: job.login,
    SLURM_JOB_ACCOUNT: job.project,
    SLURM_JOB_PARTITION: job.partition,
    SLURM_JOB_QOS: 'normal',
    SLURM_CLUSTER_NAME: centreName,
    SLURM_SUBMIT_DIR: job.workFolder,
    SLURM_SUBMIT_HOST: centreName,
    SLURM_JOB_NODELIST: nodes.join(','),
    SLURM_NODELIST: nodes.join(','),
    SLURM_NNODES: String(nodes.length),
    SLURM_JOB_NUM_NODES: String(nodes.length),
    SLURM_JOB_CPUS_PER_NODE: String(run.shares[0]?.cores ?? 1),
    SLURM_CPUS_ON_NODE: String(run.shares[0]?.cores ?? 1),
    SLURM_CPUS_PER_TASK: String(coresOf(job)),
    SLURM_NTASKS: String(job.extra['tasks'] ?? 1),
    SLURM_PROCID: '0',
    SLURM_LOCALID: '0',
    SLURM_NODEID: '0',
    SLURMD_NODENAME: nodes[0] ?? centreName,
    SLURM_RESTART_COUNT: String(run.number - 1),
    SLURM_EXPORT_ENV: 'NONE',
    ...(gpus > 0
      ? {
          SLURM_JOB_GPUS: run.shares.flatMap((share) => share.gpuIndices).join(','),
          SLURM_GPUS_ON_NODE: String(run.shares[0]?.gpuIndices.length ?? 0),
        }
      : {}),
    ...(job.array
      ? {
          SLURM_ARRAY_JOB_ID: String(job.array.id),
          SLURM_ARRAY_TASK_ID: String(job.array.index),
          SLURM_ARRAY_TASK_COUNT: String(job.array.indices.length),
          SLURM_ARRAY_TASK_MIN: String(job.array.indices[0] ?? 0),
          SLURM_ARRAY_TASK_MAX: String(job.array.indices.at(-1) ?? 0),
        }
      : {}),
    MODU_DEMO_JOB: idOf(job),
  };
}
