import type { ControlOutcome } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { readControlOutcome } from './control-outcome';
import { pbsScript, readSections } from './remote-script';

/** Deletes a job or a whole array. Pure. @see qdel(1B), OpenPBS 23.06; twice is harmless, the second time 35 once it has ended */
export function buildDeleteJob(mark: string, schedulerJobId: string): RemoteCommand {
  return pbsScript(mark, [['qdel', schedulerJobId]]);
}

/** `done` says that the deletion was taken, not that the job has ended. @throws AppError[cluster-answer-unclear] when the answer was cut. */
export function parseDeleteJob(result: RemoteResult, mark: string): ControlOutcome {
  return readControlOutcome(readSections(result, mark, 1)[0]!);
}
