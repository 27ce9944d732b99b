import type { CentreTools, CommandCall } from '../command';
import { Refusal } from '../engine/engine';
import { find, hasEnded, readId, type Found } from './job-ids';
import { exitCodes } from './pbs-error';

/** The server's words for what it will not do to a job. @see e2e/transcripts/pbs/qdel.txt, qdel-other-users-job.txt, qrls.txt */
const words: Readonly<Record<'unknown' | 'finished' | 'unauthorized' | 'state', readonly [string, number]>> =
  {
    unknown: ['Unknown Job Id', exitCodes.unknownJob],
    finished: ['Job has finished', exitCodes.finished],
    unauthorized: ['Unauthorized Request ', exitCodes.unauthorized],
    state: ['Request invalid for state of job', exitCodes.badState],
  };

/** What a change says of one job: nothing, or why not. */
export type Said = keyof typeof words | undefined;

/**
 * Does something to each job that is named; the exit code is that of the last one that failed. `change` is called for what is known and
 * has not ended, or for ended jobs too where `withEnded` is set.
 */
export function changeEach(
  call: CommandCall,
  { engine, centreName }: CentreTools,
  ids: readonly string[],
  change: (found: Found) => Said,
  withEnded = false,
): number {
  let code = 0;
  for (const id of ids) {
    const asked = readId(id, centreName);
    if (!asked) {
      call.stderr(`${call.name}: illegally formed job identifier: ${id}\n`);
      code = 1;
      continue;
    }
    const found = find(engine, asked);
    const said = !found
      ? 'unknown'
      : hasEnded(found) && !withEnded
        ? 'finished'
        : attempt(() => change(found));
    if (said === undefined) continue;
    const [text, own] = words[said];
    call.stderr(`${call.name}: ${text} ${id}\n`);
    code = own;
  }
  return code;
}

function attempt(change: () => Said): Said {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'not-owner') return 'unauthorized';
    return error.code === 'unknown-job' ? 'unknown' : 'state';
  }
}
