import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readAnswer, slurmCommand } from './remote-slurm';

/** The last day of everybody, whole jobs only. Pure. @see sacct(1), Slurm 24.05 */
export const buildTryAccounts = (mark: string): RemoteCommand =>
  slurmCommand(mark, [
    'sacct',
    '--allusers',
    '--allocations',
    '--parsable2',
    '--starttime=now-1days',
    '--format=JobID',
  ]);

/** How many jobs. @throws AppError[cluster-down | cluster-answer-unclear], also where accounting is switched off */
export function parseTryAccounts(result: RemoteResult, mark: string): number {
  const [header, ...lines] = readAnswer(result, mark, 'sacct').split('\n');
  if (header !== 'JobID')
    throw new AppError('cluster-answer-unclear', { details: { words: 'sacct: no header' } });
  return lines.filter((line) => line !== '').length;
}
