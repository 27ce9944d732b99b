import { isAppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import { launcherOutcome } from '../launcher-outcome';
import { commandFailure } from '../pbs/command-failures';
import { readControlOutcome } from '../pbs/control-outcome';
import { readJobId } from '../pbs/job-id';
import { isNodeUp, gpusOfNode, freeGpusOfNode } from '../pbs/list-partitions';
import { readJobs } from '../pbs/list-queue';
import { toQueueJob, type PbsJob } from '../pbs/read-job';
import { readPbsJson, textAt, treesUnder, type PbsTree } from '../pbs/read-pbs-json';
import { pbsRefusals } from '../pbs/refusals';
import { parseLength } from '../times';
import type { CapturedJob, CapturedNode, CapturedPartition, Output, Reading } from './captured';

/** Reads what a command of PBS printed, by the portal's own parsers. Never throws. */
export function readPbsOutput(command: string, output: Output, zone: string): Reading {
  switch (command) {
    case 'qsub':
      return readQsub(output);
    case 'qdel':
    case 'qrls': {
      const control = readControlOutcome(output);
      return { answer: control.kind === 'unknown' ? 'failed' : 'answered', control, notUnderstood: [] };
    }
    case 'qselect':
      return readIds(output);
    default:
      return readJson(command, output, zone);
  }
}

function readJson(command: string, output: Output, zone: string): Reading {
  const json = readPbsJson(output.stdout);
  const { jobs, notUnderstood } = readJobs(json, zone);
  const nodes = treesUnder(json, 'nodes').map(([name, tree]) => toNode(name, tree));
  const partitions = treesUnder(json, 'Queue').map(([name, tree]) => toPartition(name, tree));
  const isEmpty = jobs.length + nodes.length + partitions.length === 0;
  const lists = {
    ...(command === 'pbsnodes'
      ? { nodes }
      : partitions.length > 0
        ? { partitions }
        : { jobs: jobs.map(toJob) }),
    notUnderstood: output.stderr === '' ? notUnderstood : [...notUnderstood, cleanLine(output.stderr)],
  };
  if (!json.isComplete) {
    const words =
      output.exitCode === 0
        ? 'the answer was cut, or it is not what -F json prints'
        : wordsOf(command, output);
    return { answer: output.exitCode === 0 ? 'unclear' : 'failed', words, ...lists };
  }
  // Without jobs it proves nothing unless the command ended well and said nothing else.
  if (isEmpty && (output.exitCode !== 0 || output.stderr !== ''))
    return { answer: 'failed', words: wordsOf(command, output), ...lists };
  return { answer: 'answered', ...lists };
}

function readQsub(output: Output): Reading {
  const submitted = launcherOutcome(
    {
      stdout: output.stdout,
      // A refusal counts only as the answer to this very submission, which a recording is.
      stderr: output.exitCode === 0 ? output.stderr : `modu: refused\n${output.stderr}`,
      exitCode: output.exitCode === 0 ? 0 : 75,
      signal: null,
    },
    (text) => readJobId(text) !== undefined,
    pbsRefusals,
  );
  return { answer: submitted.kind === 'unknown' ? 'failed' : 'answered', submitted, notUnderstood: [] };
}

function readIds(output: Output): Reading {
  const ids = output.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const known = ids.filter((id) => readJobId(id.trim()));
  const notUnderstood = ids.filter((id) => !known.includes(id)).map((id) => cleanLine(id));
  if (output.exitCode !== 0 || output.stderr !== '')
    return { answer: 'failed', words: wordsOf('qselect', output), notUnderstood };
  return { answer: 'answered', words: known.join(' '), notUnderstood };
}

const wordsOf = (command: string, output: Output): string => {
  const failure = commandFailure(command, output);
  const code = isAppError(failure) ? failure.code : 'internal';
  return `${code}: ${String(failure.details['words'] ?? '')}`;
};

function toJob(job: PbsJob): CapturedJob {
  const seen = toQueueJob(job);
  return {
    id: seen.schedulerJobId,
    parentId: seen.parentJobId === seen.schedulerJobId ? undefined : seen.parentJobId,
    arrayIndex: seen.arrayIndex,
    name: seen.name,
    login: seen.login,
    partition: seen.partition,
    state: seen.state,
    end: seen.end,
    exitCode: seen.exitCode,
    exitSignal: seen.exitSignal,
    reasonCode: seen.reasonCode,
    reasonWords: seen.reasonWords,
    submittedAt: seen.submittedAt,
    startedAt: seen.startedAt,
    endedAt: seen.endedAt,
    estimatedStartAt: seen.estimatedStartAt,
    node: seen.node,
    gpus: seen.gpus,
    walltimeSeconds: seen.walltimeSeconds,
    usedSeconds: job.isMadeUp ? undefined : job.usedSeconds,
  };
}

const toNode = (name: string, tree: PbsTree): CapturedNode => {
  const jobs = tree.get('jobs');
  return {
    name: cleanLine(name, 100),
    state: cleanLine(textAt(tree, 'state') ?? 'unknown', 100),
    isUp: isNodeUp(tree),
    gpus: gpusOfNode(tree),
    freeGpus: freeGpusOfNode(tree),
    jobs: Array.isArray(jobs) ? jobs.filter((job): job is string => typeof job === 'string') : [],
  };
};

const toPartition = (name: string, tree: PbsTree): CapturedPartition => ({
  name: cleanLine(name, 100),
  isOpen: textAt(tree, 'enabled') === 'True' && textAt(tree, 'started') === 'True',
  totalGpus: undefined,
  freeGpus: undefined,
  maxWalltimeSeconds: parseLength(textAt(tree, 'resources_max', 'walltime') ?? ''),
});
