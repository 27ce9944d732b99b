import type { Command } from '../command';
import { changeEach } from './change-jobs';
import { getopt, lastOf, has } from './getopt';
import { jobsOf } from './job-ids';
import { exitCodes } from './pbs-error';

const usage = 'usage:\n\tqdel [-W force|suppress_email=X] [-x] job_identifier...\n\tqdel --version\n';

/**
 * Deletes: a job that runs is sent TERM and, a little later, KILL, and stays R until it is gone; deleting it again is no error until then
 * (surprise 4). `-x` takes finished jobs too; their history stays here. @see qdel(1B), OpenPBS 23.06
 */
export const qdel: Command = async (call, tools) => {
  const options = getopt(call.argv, 'W:x');
  if (options.complaints.length > 0 || options.operands.length === 0) {
    call.stderr(options.complaints.map((words) => `qdel: ${words}\n`).join('') + usage);
    return exitCodes.usage;
  }
  const isForced = lastOf(options, 'W')?.includes('force') === true;
  return changeEach(
    call,
    tools,
    options.operands,
    (found) => {
      for (const job of jobsOf(found)) tools.engine.cancel(job.id, call.login, { isForced });
      return undefined;
    },
    has(options, 'x'),
  );
};
