import type { Command, FrontEnd } from '../command';
import type { Job, JobRun } from '../engine/job';
import { environmentOf, sweepAfterJobs } from './job-environment';
import { memoryOf } from './job-words';
import { outputOf } from './output-paths';
import { pbsnodes } from './pbsnodes';
import { qalter } from './qalter';
import { qdel } from './qdel';
import { qhold, qrls } from './qhold';
import { qselect } from './qselect';
import { qstat } from './qstat';
import { qsub } from './qsub';
import { unlessDown } from './server-down';
import { wholeSeconds } from './time-words';

/** PBS Pro's face of a demo centre, as OpenPBS 23.06.06 prints. */
export const pbsFrontEnd: FrontEnd = {
  commands: Object.fromEntries(
    Object.entries({ qsub, qstat, qdel, qhold, qrls, qselect, qalter, pbsnodes }).map(([name, command]) => [
      name,
      unlessDown(sweeping(command)),
    ]),
  ),
  makeHooks: (facts) => ({
    killWaitSeconds: 3,
    environmentOf: (job, run) => environmentOf(job, run, facts),
    outputOf: (job) => outputOf(job, facts),
    noteOf: (job, run, why) => noteOf(job, run, why),
  }),
};

function sweeping(command: Command): Command {
  return (call, tools) => {
    sweepAfterJobs(tools.engine, { centreName: tools.centreName, homeOf: tools.logins.homeOf });
    return command(call, tools);
  };
}

/** What the node's daemon writes into the output of a job that it kills. @see src/resmom/mom_main.c, OpenPBS 23.06.06 */
function noteOf(job: Job, run: JobRun, why: string): string | undefined {
  if (why === 'timed-out')
    return `=>> PBS: job killed: walltime ${wholeSeconds(run.startAt, new Date())} exceeded limit ${job.walltimeSeconds}`;
  if (why === 'out-of-memory') {
    const limit = Math.ceil(memoryOf(job) / 1024);
    const used = Math.max(limit + 1, Math.ceil(run.peakMemoryBytes / 1024));
    return `=>> PBS: job killed: mem ${used}kb exceeded limit ${limit}kb`;
  }
  return undefined;
}
