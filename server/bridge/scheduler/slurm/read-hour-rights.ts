import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readAnswer, slurmCommand } from './remote-slurm';

/** Whose rights it is asked about, and how high they are. The name is the login's own, as its shell knows it. Pure. @see sacctmgr(1), AdminLevel */
export const buildReadHourRights = (mark: string, login: string): RemoteCommand =>
  slurmCommand(mark, [
    ...['sacctmgr', '--noheader', '--parsable2', 'show', 'user', `name=${login}`],
    'format=User,AdminLevel',
  ]);

/** `None`, `Operator` or `Administrator`; empty where accounting does not know the login. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseReadHourRights(result: RemoteResult, mark: string): string {
  const [line = ''] = readAnswer(result, mark, 'sacctmgr').trim().split('\n');
  return cleanLine(line.split('|')[1] ?? '', 40);
}
