import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readJobId } from './job-id';
import { pbsScript, readSections } from './remote-script';

/** A minute of one core that is never released. Pure. @see qsub(1B), OpenPBS 23.06, -h; e2e/transcripts/pbs/qsub-ok.txt */
export const buildSubmitHeld = (mark: string, job: { name: string; partition: string }): RemoteCommand =>
  pbsScript(
    mark,
    [
      [
        'qsub',
        ...['-h', '-r', 'n', '-N', job.name, '-q', job.partition],
        ...['-l', 'select=1:ncpus=1', '-l', 'walltime=00:01:00'],
        ...['-o', '/dev/null', '-e', '/dev/null', '--', '/bin/true'],
      ],
    ],
    { prelude: 'cd /tmp' },
  );

/** Never throws for what qsub says. @throws AppError[cluster-answer-unclear] for a cut answer */
export function parseSubmitHeld(
  result: RemoteResult,
  mark: string,
): { schedulerJobId: string } | { refused: string } {
  const section = readSections(result, mark, 1)[0]!;
  const id = section.stdout.toString('utf8').trim().split('\n').at(-1)?.trim() ?? '';
  if (section.exitCode === 0 && readJobId(id) !== undefined) return { schedulerJobId: id };
  return { refused: cleanLine(section.stderr) || `exit code ${section.exitCode}` };
}
