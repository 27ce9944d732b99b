import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { ControlOutcome } from '../port';
import { readSections } from '../pbs/remote-script';
import { slurmCommand } from './remote-slurm';

/** Lets a held job run, the whole array at once. @see scontrol(1), Slurm 24.05, release */
export const buildReleaseJob = (mark: string, jobId: string): RemoteCommand =>
  slurmCommand(mark, ['scontrol', 'release', jobId]);

/** Ends a job, the whole array at once. @see scancel(1), Slurm 24.05 */
export const buildCancelJob = (mark: string, jobId: string): RemoteCommand =>
  slurmCommand(mark, ['scancel', jobId]);

/**
 * What only the controller says of a job that is over or that it does not know.
 * @see slurm_errno.c, Slurm 24.05: ESLURM_INVALID_JOB_ID, ESLURM_ALREADY_DONE, ESLURM_JOB_NOT_PENDING
 */
const gone = /Invalid job id specified|Job\/step already completing or completed|Job has already finished/i;
const runsAlready = /Job is no longer pending execution/i;

/** Reads what scontrol or scancel said. Never throws for what Slurm says. @throws AppError[cluster-answer-unclear] for a cut answer */
export function parseControlJob(result: RemoteResult, mark: string): ControlOutcome {
  const [section] = readSections(result, mark, 1);
  return controlOutcome(section ?? { stderr: '', exitCode: -1 });
}

/** What its words and its exit code mean. Never throws. */
export function controlOutcome(said: { stderr: string; exitCode: number }): ControlOutcome {
  const words = cleanLine(said.stderr);
  if (gone.test(words)) return { kind: 'gone' };
  if (said.exitCode === 0 || runsAlready.test(words)) return { kind: 'done' };
  return { kind: 'unknown', words: words || `exit code ${said.exitCode}` };
}
