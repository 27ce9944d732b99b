import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { HourLimit } from '../port';
import { readAnswer, slurmCommand } from './remote-slurm';

const fields = ['Account', 'User', 'Partition', 'GrpTRESMins', 'GrpTRESRaw', 'TRESRunMins'];

/** Limits and use of every login's associations as the controller counts them, decay included. Pure. @see sshare(1), Slurm 22.05, --long */
export const buildReadHourLimits = (mark: string): RemoteCommand =>
  slurmCommand(mark, ['sshare', '--all', '--long', '--parsable2', `--format=${fields.join(',')}`]);

/** @throws AppError[cluster-down | cluster-answer-unclear], the latter also for an answer without its header */
export function parseReadHourLimits(result: RemoteResult, mark: string): HourLimit[] {
  const [header, ...lines] = readAnswer(result, mark, 'sshare').split('\n');
  if (header !== fields.join('|'))
    throw new AppError('cluster-answer-unclear', { details: { words: 'sshare: no header' } });
  return lines.flatMap((line) => {
    const parts = line.split('|').map((part) => part.trim());
    const [account = '', login = '', partition = '', limit = '', used = '', running = ''] = parts;
    // Accounts themselves have a line without a login.
    if (parts.length !== fields.length || login === '') return [];
    const limitMinutes = gpuMinutes(limit);
    const [usedMinutes, runningMinutes] = [gpuMinutes(used) ?? 0, gpuMinutes(running) ?? 0];
    return [{ login, account, partition, limitMinutes, usedMinutes, runningMinutes }];
  });
}

/** GPU-minutes of `cpu=10,gres/gpu=20`; undefined: none named. */
function gpuMinutes(tres: string): number | undefined {
  const text = /(?:^|,)gres\/gpu=(\d+)(?:,|$)/.exec(tres)?.[1];
  return text === undefined ? undefined : Number(text);
}
