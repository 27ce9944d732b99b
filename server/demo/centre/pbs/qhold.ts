import type { Command, CommandCall, CentreTools } from '../command';
import type { HoldKind, Job } from '../engine/job';
import { changeEach, type Said } from './change-jobs';
import { getopt, lastOf } from './getopt';
import { jobsOf } from './job-ids';
import { exitCodes } from './pbs-error';

const kinds: Readonly<Record<string, HoldKind>> = { u: 'user', o: 'operator', s: 'system' };

/** @see qhold(1B), OpenPBS 23.06: `-h` [u] any of u, o, s; o and s for the centre's own login only */
export const qhold: Command = async (call, tools) =>
  changeHolds(call, tools, (job, kind) => tools.engine.hold(job.id, kind, call.login));

/** @see qrls(1B), OpenPBS 23.06. Of a job that runs, and of one that is not held, nothing changes. */
export const qrls: Command = async (call, tools) =>
  changeHolds(call, tools, (job, kind) => {
    if (job.state === 'held' || job.login !== call.login) tools.engine.release(job.id, kind, call.login);
  });

async function changeHolds(
  call: CommandCall,
  tools: CentreTools,
  change: (job: Job, kind: HoldKind) => void,
): Promise<number> {
  const options = getopt(call.argv, 'h:');
  const letters = lastOf(options, 'h') ?? 'u';
  const isWrong = !/^(?:[uosp]+|n)$/.test(letters);
  if (options.complaints.length > 0 || options.operands.length === 0 || isWrong) {
    if (isWrong) call.stderr(`${call.name}: illegal -h value\n`);
    call.stderr(`usage: ${call.name} [-h hold_list] job_identifier...\n       ${call.name} --version\n`);
    return exitCodes.usage;
  }
  return changeEach(call, tools, options.operands, (found): Said => {
    if (/[osp]/.test(letters) && !call.isServiceLogin) return 'unauthorized';
    for (const letter of letters) {
      const kind = kinds[letter];
      if (kind === undefined) continue;
      for (const job of jobsOf(found)) if (job.state !== 'ended') change(job, kind);
    }
    return undefined;
  });
}
