import { launchFolder } from '../../launch-folder';
import { quoteWords } from '../../ssh/quote-words';
import type { JobShell } from '../port';

/** What the line ends with when the shell ended because the job did; no shell's own end is told so. */
const jobOverExitCode = 213;

/**
 * A shell in a running job's allocation, beside what runs there, on the terminal that it is run on: as the job sees its GPUs, its
 * processors and its variables (SLURM_JOB_ID …). It ends with the job. A task of an array is named as Slurm shows it; srun wants its own
 * number. Pure.
 *
 * srun tells nobody whether the shell or the job ended: the queue is asked afterwards, and only its positive word counts.
 * @see srun(1), Slurm 20.11, --overlap, --pty, --jobid; squeue(1), %A; slurm_errno.c, ESLURM_INVALID_JOB_ID
 */
export function slurmShellInJob(schedulerJobId: string, launchId: string | undefined): JobShell {
  const folder = launchId === undefined ? '.' : `${launchFolder(launchId)}/work`;
  const line = [
    `cd ${quoteWords([folder])} 2>/dev/null`,
    `job=${quoteWords([schedulerJobId])}`,
    'id=$(squeue -h -j "$job" -o %A 2>/dev/null)',
    'srun --jobid="${id:-$job}" --overlap --pty "${SHELL:-/bin/bash}" -l',
    'code=$?',
    'said=$(squeue -h -j "$job" -o %T 2>&1)',
    // Ended jobs are not listed, or not known; a question that failed says nothing.
    `case "$? $said" in '0 RUNNING'|'0 SUSPENDED') ;; 0*|*'Invalid job id'*) exit ${jobOverExitCode} ;; esac`,
    `[ $code = ${jobOverExitCode} ] && code=1`,
    'exit $code',
  ].join('; ');
  return { line, isJobOver: (exitCode) => exitCode === jobOverExitCode };
}
