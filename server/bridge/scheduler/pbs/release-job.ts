import type { ControlOutcome } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readControlOutcome } from './control-outcome';
import { pbsScript, readSections } from './remote-script';

/** Takes the user's own hold away. Pure. @see qrls(1B), OpenPBS 23.06, -h u; twice is harmless */
export function buildReleaseJob(mark: string, schedulerJobId: string): RemoteCommand {
  return pbsScript(mark, [['qrls', '-h', 'u', schedulerJobId]]);
}

/** @throws AppError[cluster-answer-unclear] when the answer was cut. */
export function parseReleaseJob(result: RemoteResult, mark: string): ControlOutcome {
  return readControlOutcome(readSections(result, mark, 1)[0]!);
}
