import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import { readSections } from '../pbs/remote-script';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { slurmCommand } from './remote-slurm';

/** A minute of one core that is never released. Pure. @see sbatch(1), Slurm 24.05, --hold, --wrap */
export const buildSubmitHeld = (mark: string, job: { name: string; partition: string }): RemoteCommand =>
  slurmCommand(mark, [
    'sbatch',
    '--parsable',
    '--hold',
    '--no-requeue',
    `--job-name=${job.name}`,
    `--partition=${job.partition}`,
    '--time=1',
    '--ntasks=1',
    '--cpus-per-task=1',
    '--output=/dev/null',
    '--export=NONE',
    '--chdir=/tmp',
    '--wrap=true',
  ]);

/** Never throws for what sbatch says. @throws AppError[cluster-answer-unclear] for a cut answer */
export function parseSubmitHeld(
  result: RemoteResult,
  mark: string,
): { schedulerJobId: string } | { refused: string } {
  const [section] = readSections(result, mark, 1);
  if (!section) throw new AppError('cluster-answer-unclear', { details: { words: 'sbatch: no answer' } });
  const id = /^(\d+)(?:;\S*)?$/m.exec(section.stdout.toString('utf8'))?.[1];
  if (section.exitCode === 0 && id !== undefined) return { schedulerJobId: id };
  return { refused: cleanLine(section.stderr) || `exit code ${section.exitCode}` };
}
