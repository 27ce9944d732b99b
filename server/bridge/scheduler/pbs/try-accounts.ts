import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { pbsScript, readSections } from './remote-script';

/** Ids of everything that the history knows, one a line. Pure. @see qselect(1B), OpenPBS 23.06, -x */
export const buildTryAccounts = (mark: string): RemoteCommand => pbsScript(mark, [['qselect', '-x']]);

/** How many jobs. @throws AppError[cluster-down | cluster-answer-unclear], also where the history is off */
export function parseTryAccounts(result: RemoteResult, mark: string): number {
  const section = readSections(result, mark, 1)[0]!;
  if (section.exitCode !== 0 || section.stderr !== '') throw commandFailure('qselect', section);
  return section.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}
