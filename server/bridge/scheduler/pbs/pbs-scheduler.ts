import type { SshLink } from '../../ssh/port';
import { launcherCommand, makeLauncher } from '../launcher';
import { launcherOutcome } from '../launcher-outcome';
import type { Scheduler, UsageReading } from '../port';
import { commonStagedFiles } from '../staged-files';
import { buildDeleteJob, parseDeleteJob } from './delete-job';
import { pbsDirectives, qsubWords } from './directives';
import { buildExtendJob, parseExtendJob } from './extend-job';
import { readJobId } from './job-id';
import { buildListEnded, parseListEnded } from './list-ended';
import { buildListPartitions, parseListPartitions } from './list-partitions';
import { buildListQueue, parseListQueue } from './list-queue';
import { buildListUsage, parseListUsage } from './list-usage';
import { pbsSurvey } from './pbs-survey';
import { pbsRefusals } from './refusals';
import { buildReleaseJob, parseReleaseJob } from './release-job';
import { makeMark } from './remote-script';
import { buildSelectByName, parseSelectByName } from './select-by-name';

const launcher = makeLauncher('launcher-pbs.sh', new URL('./launcher-pbs.sh', import.meta.url));

/** PBS Pro and OpenPBS, from 18 on. What differs from the port is said at each command's file. */
export const pbs: Scheduler = {
  async readQueue(link) {
    const mark = makeMark();
    return parseListQueue(await link.run(buildListQueue(mark)), mark);
  },
  async readUsage(link, jobs) {
    return readUsage(link, [...new Set(jobs.map((job) => job.parentJobId))]);
  },
  async readUsageSince(link, since) {
    const mark = makeMark();
    return readUsage(link, parseListEnded(await link.run(buildListEnded(mark, since)), mark));
  },
  async readPartitions(link) {
    const mark = makeMark();
    return parseListPartitions(await link.run(buildListPartitions(mark)), mark);
  },
  stagedFiles: (spec) => commonStagedFiles(spec, launcher, pbsDirectives(spec)),
  async submit(link, spec, options) {
    const result = await link.run(launcherCommand(launcher, spec, qsubWords(spec)));
    return launcherOutcome(
      result,
      (text) => readJobId(text) !== undefined,
      pbsRefusals,
      options?.allowRefusal,
    );
  },
  async release(link, schedulerJobId) {
    const mark = makeMark();
    return parseReleaseJob(await link.run(buildReleaseJob(mark, schedulerJobId)), mark);
  },
  async cancel(link, schedulerJobId) {
    const mark = makeMark();
    return parseDeleteJob(await link.run(buildDeleteJob(mark, schedulerJobId)), mark);
  },
  async extend(link, schedulerJobId, walltimeSeconds) {
    const mark = makeMark();
    return parseExtendJob(await link.run(buildExtendJob(mark, schedulerJobId, walltimeSeconds)), mark);
  },
  async findByName(link, name) {
    const mark = makeMark();
    return parseSelectByName(await link.run(buildSelectByName(mark, name)), mark);
  },
  /**
   * `qsub -I` makes a job of its own, pbs_attach and pbs_tmrsh work only on the job's node, and sites let no ordinary login sign in there.
   * @see qsub(1B), pbs_attach(8B), pbs_tmrsh(8B), OpenPBS 23.06
   */
  shellInJob: () => undefined,
  survey: pbsSurvey,
  // PBS Pro limits what runs or waits at once, not what a login uses up.
  hourLimits: undefined,
  directives: pbsDirectives,
};

/** A second command only for clients that pass over all ids but the first. */
async function readUsage(link: SshLink, parentJobIds: readonly string[]): Promise<UsageReading> {
  const ids = parentJobIds.filter((id) => readJobId(id) !== undefined);
  const notUnderstood = parentJobIds
    .filter((id) => !ids.includes(id))
    .map((id) => `${id.slice(0, 100)}: no job id`);
  if (ids.length === 0) return { runs: [], notUnderstood, unclearJobs: [] };
  const mark = makeMark();
  const first = parseListUsage(await link.run(buildListUsage(mark, ids, false)), mark, ids, false);
  notUnderstood.push(...first.notUnderstood);
  const { unclearJobs } = first;
  if (first.unanswered.length === 0) return { runs: first.runs, notUnderstood, unclearJobs };
  const rest = first.unanswered;
  const next = parseListUsage(await link.run(buildListUsage(mark, rest, true)), mark, rest, true);
  notUnderstood.push(...next.notUnderstood, ...next.unanswered.map((id) => `${id}: nothing was said`));
  return {
    runs: [...first.runs, ...next.runs],
    notUnderstood,
    unclearJobs: [...unclearJobs, ...next.unclearJobs, ...next.unanswered],
  };
}
