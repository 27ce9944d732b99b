import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import { readSections } from '../pbs/remote-script';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { HourLimitChange } from '../port';
import { slurmCommand } from './remote-slurm';

/**
 * Sets the limit of GPU-minutes on one login's association; -1 takes it away. Other limits stay as they are. Pure.
 * @see sacctmgr(1), Slurm 22.05, GrpTRESMins
 */
export const buildWriteHourLimit = (mark: string, change: HourLimitChange): RemoteCommand =>
  slurmCommand(mark, [
    ...['sacctmgr', '--immediate', 'modify', 'user', 'where'],
    ...[`name=${change.login}`, `account=${change.account}`],
    ...(change.partition === '' ? [] : [`partition=${change.partition}`]),
    ...['set', `GrpTRESMins=gres/gpu=${change.minutes ?? -1}`],
  ]);

/** @throws AppError[cluster-answer-unclear] with what sacctmgr said, also where there was nothing to modify */
export function parseWriteHourLimit(result: RemoteResult, mark: string): void {
  const [section] = readSections(result, mark, 1);
  if (section?.exitCode === 0) return;
  const words = section ? cleanLine(section.stderr || section.stdout.toString('utf8')) : 'no answer';
  throw new AppError('cluster-answer-unclear', { details: { words: `sacctmgr: ${words}` } });
}
