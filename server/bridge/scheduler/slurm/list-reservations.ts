import { readSections } from '../pbs/remote-script';
import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { Reservation } from '../port';
import { parseIsoTime } from '../times';
import { readAnswer, slurmCommand } from './remote-slurm';

/** One line each. Pure. @see scontrol(1), Slurm 22.05, show reservation */
export const buildListReservations = (mark: string): RemoteCommand =>
  slurmCommand(mark, ['scontrol', '--oneliner', 'show', 'reservation']);

/** Those that are on or to come. @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseListReservations(result: RemoteResult, mark: string, nowAt = new Date()): Reservation[] {
  const lines = readAnswer(result, mark, 'scontrol').trim().split('\n');
  return lines.flatMap((line) => {
    const of = (name: string) => new RegExp(`(?:^| )${name}=(\\S+)`).exec(line)?.[1] ?? '';
    const [startsAt, endsAt] = [parseIsoTime(of('StartTime')), parseIsoTime(of('EndTime'))];
    const name = of('ReservationName');
    if (name === '' || !startsAt || !endsAt || endsAt <= nowAt) return [];
    const partition = of('PartitionName');
    return [
      { name: cleanLine(name, 100), partition: partition === '(null)' ? '' : partition, startsAt, endsAt },
    ];
  });
}

/** Asks whether the login may use one: nothing is submitted. Pure. @see sbatch(1), Slurm 22.05, --test-only */
export const buildTryReservation = (mark: string, reservation: Reservation): RemoteCommand =>
  slurmCommand(mark, [
    ...['sbatch', '--test-only', `--reservation=${reservation.name}`, '--time=1', '--ntasks=1'],
    ...(reservation.partition === '' ? [] : [`--partition=${reservation.partition}`]),
    ...['--chdir=/tmp', '--output=/dev/null', '--export=NONE', '--wrap=true'],
  ]);

/** Why not, in sbatch's words; undefined: it may. @throws AppError[cluster-answer-unclear] for a cut answer */
export function parseTryReservation(result: RemoteResult, mark: string): string | undefined {
  const [section] = readSections(result, mark, 1);
  if (!section) throw new AppError('cluster-answer-unclear', { details: { words: 'sbatch: no answer' } });
  return section.exitCode === 0 ? undefined : cleanLine(section.stderr) || `exit code ${section.exitCode}`;
}
