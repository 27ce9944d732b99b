import { launcherCommand, makeLauncher } from '../launcher';
import { launcherOutcome } from '../launcher-outcome';
import { makeMark } from '../pbs/remote-script';
import type { Scheduler } from '../port';
import { commonStagedFiles } from '../staged-files';
import { buildCancelJob, buildReleaseJob, parseControlJob } from './control-job';
import { sbatchWords, slurmDirectives } from './directives';
import { buildExtendJob, parseExtendJob } from './extend-job';
import { buildFindByName, parseFindByName } from './find-by-name';
import { slurmHourLimits } from './hour-limits';
import { buildListPartitions, parseListPartitions } from './list-partitions';
import { buildListQueue, parseListQueue } from './list-queue';
import { buildListUsage, parseListUsage } from './list-usage';
import { buildListUsageSince } from './list-usage-since';
import { slurmRefusals } from './refusals';
import { slurmShellInJob } from './shell-in-job';
import { slurmSurvey } from './slurm-survey';

const launcher = makeLauncher('launcher-slurm.sh', new URL('./launcher-slurm.sh', import.meta.url));

/** Slurm, from 20.11 on. What differs from the port is said at each command's file. */
export const slurm: Scheduler = {
  async readQueue(link) {
    const mark = makeMark();
    return parseListQueue(await link.run(buildListQueue(mark)), mark);
  },
  async readUsage(link, jobs) {
    const known = jobs.filter((job) => /^\d+$/.test(job.parentJobId));
    if (known.length === 0) return { runs: [], notUnderstood: [], unclearJobs: [] };
    const mark = makeMark();
    return parseListUsage(await link.run(buildListUsage(mark, known)), mark);
  },
  async readUsageSince(link, since) {
    const mark = makeMark();
    return parseListUsage(await link.run(buildListUsageSince(mark, since)), mark);
  },
  async readPartitions(link) {
    const mark = makeMark();
    return parseListPartitions(await link.run(buildListPartitions(mark)), mark);
  },
  stagedFiles: (spec) => commonStagedFiles(spec, launcher, slurmDirectives(spec)),
  async submit(link, spec, options) {
    const result = await link.run(launcherCommand(launcher, spec, sbatchWords(spec)));
    return launcherOutcome(result, (text) => /^\d+$/.test(text), slurmRefusals, options?.allowRefusal);
  },
  async release(link, schedulerJobId) {
    const mark = makeMark();
    return parseControlJob(await link.run(buildReleaseJob(mark, schedulerJobId)), mark);
  },
  async cancel(link, schedulerJobId) {
    const mark = makeMark();
    return parseControlJob(await link.run(buildCancelJob(mark, schedulerJobId)), mark);
  },
  async extend(link, schedulerJobId, walltimeSeconds) {
    const mark = makeMark();
    return parseExtendJob(await link.run(buildExtendJob(mark, schedulerJobId, walltimeSeconds)), mark);
  },
  async findByName(link, name) {
    const mark = makeMark();
    return parseFindByName(await link.run(buildFindByName(mark, name)), mark);
  },
  shellInJob: slurmShellInJob,
  survey: slurmSurvey,
  hourLimits: slurmHourLimits,
  directives: slurmDirectives,
};
