import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { SchedulerFacts } from '../port';
import { readAnswer, slurmCommand } from './remote-slurm';

/** The controller's own settings. Pure. @see scontrol(1), Slurm 24.05, show config */
export const buildShowConfig = (mark: string): RemoteCommand =>
  slurmCommand(mark, ['scontrol', 'show', 'config']);

/** Settings that bound a job or a login. @see slurm.conf(5), Slurm 24.05 */
const bounds = [
  'MaxArraySize',
  'MaxJobCount',
  'MaxStepCount',
  'MaxTasksPerNode',
  'DefMemPerNode',
  'AccountingStorageEnforce',
];

/** Every setting by its name, as the controller prints it. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseSettings(result: RemoteResult, mark: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of readAnswer(result, mark, 'scontrol').split('\n')) {
    const match = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) settings.set(match[1], match[2] ?? '');
  }
  return settings;
}

/** @throws AppError[cluster-down | cluster-answer-unclear], the latter for an answer without a version */
export function parseShowConfig(result: RemoteResult, mark: string): SchedulerFacts {
  const settings = parseSettings(result, mark);
  const version = settings.get('SLURM_VERSION');
  if (version === undefined)
    throw new AppError('cluster-answer-unclear', { details: { words: 'scontrol: no version' } });
  return {
    version: `slurm ${version.slice(0, 40)}`,
    keepsAccounts: /slurmdbd|mysql/.test(settings.get('AccountingStorageType') ?? 'slurmdbd'),
    historySeconds: secondsOf(settings.get('MinJobAge')),
    showsOthers: !/\bjobs\b|\ball\b/.test(settings.get('PrivateData') ?? 'none'),
    limits: bounds.flatMap((name) => {
      const value = settings.get(name);
      return value === undefined || value === '' ? [] : [`${name}=${value.slice(0, 60)}`];
    }),
  };
}

const secondsOf = (text: string | undefined): number | undefined => {
  const seconds = /^(\d+) sec/.exec(text ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
};
