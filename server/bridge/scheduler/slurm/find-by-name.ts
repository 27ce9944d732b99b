import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readAnswer, slurmCommand } from './remote-slurm';

/** The login's own jobs of a name, from the controller itself, in every state that it remembers. @see squeue(1), Slurm 24.05 */
export const buildFindByName = (mark: string, name: string): RemoteCommand =>
  slurmCommand(mark, ['squeue', '--me', '--states=all', `--name=${name}`, '--format=%F']);

/** Ids in ascending order, an array once. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseFindByName(result: RemoteResult, mark: string): string[] {
  const [header, ...lines] = readAnswer(result, mark, 'squeue').trim().split('\n');
  if (!header?.startsWith('ARRAY_JOB_ID'))
    throw new AppError('cluster-answer-unclear', { details: { words: 'squeue: no header' } });
  return [...new Set(lines.map((line) => line.trim()).filter((line) => /^\d+$/.test(line)))].sort(
    (a, b) => Number(a) - Number(b),
  );
}
