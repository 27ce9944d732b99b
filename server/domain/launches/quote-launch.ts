import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { listClusters } from '#db/queries/clusters/list-clusters';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
import type { LaunchDraft, LaunchDraftInput } from '../../contract/launch-draft';
import type { LaunchQuote } from '../../services';
import { checkDraft, costOf, partitionProblems, type CheckedDraft, type DraftGround } from './check-draft';
import type { LaunchDeps } from './launch-deps';
import { overriddenLines, stagedScript } from './read-script';
import { readDraft } from './read-draft';

/** What a draft would cost, what is wrong with it, what would be submitted, and where else it could run. Writes nothing. */
export async function quoteLaunch(
  deps: LaunchDeps,
  actor: Actor,
  input: LaunchDraftInput,
): Promise<LaunchQuote> {
  const { draft, problems } = readDraft(input);
  const [clusters, allocations] = await Promise.all([
    listClusters(deps.db),
    listAllocationsOfPerson(deps.db, actor.personId),
  ]);
  const ground = { clusters, allocations, nowAt: new Date() };
  const checked = checkDraft(draft, ground);
  const { cost, free } = checked;
  return {
    problems: [
      ...problems,
      ...checked.problems.filter((one) => !problems.some((other) => other.field === one.field)),
    ],
    costMilliGpuSeconds: cost === undefined ? undefined : toViewNumber(cost),
    freeMilliGpuSeconds: toViewNumber(free),
    freeAfterMilliGpuSeconds: cost === undefined || cost > free ? undefined : toViewNumber(free - cost),
    rateMilli: checked.partition?.rate_milli,
    tasks: checked.tasks,
    partition: checked.partition?.name,
    allocationId: checked.allocation?.id,
    submittedScript: submittedScript(deps, draft, checked),
    overridden: overriddenLines(draft.script),
    places: placesOf(draft, ground, checked.tasks),
  };
}

/** The scheduler's words, then the person's script, as it will be staged. */
function submittedScript(
  deps: LaunchDeps,
  draft: LaunchDraft,
  { cluster, partition, array }: CheckedDraft,
): string {
  if (!cluster || !partition) return stagedScript(draft.script);
  const words = deps.bridges.schedulerOf(cluster.scheduler).directives({
    launchId: '0'.repeat(26),
    partition: partition.name,
    accelerator: partition.accelerator,
    gpus: draft.gpus,
    cores: draft.cores,
    memoryBytes: draft.memoryBytes,
    walltimeSeconds: Math.max(1, draft.walltimeSeconds),
    array,
  });
  const [first = '#!/bin/sh', ...rest] = stagedScript(draft.script).split('\n');
  const mark = cluster.scheduler === 'slurm' ? '#SBATCH' : '#PBS';
  return [first, ...words.map((word) => `${mark} ${word}`), ...rest].join('\n');
}

/** Every place that runs such a job or says why not: open and reachable ones first, then by free GPUs, then by cost. */
function placesOf(draft: LaunchDraft, { clusters }: DraftGround, tasks: number): LaunchQuote['places'] {
  return clusters
    .filter((cluster) => cluster.state === 'open')
    .flatMap((cluster) =>
      cluster.partitions
        .filter((partition) => partition.is_open)
        .map((partition) => ({
          cluster: cluster.name,
          partition: partition.name,
          gpuModel: partition.gpu_model,
          costMilliGpuSeconds: toViewNumber(costOf(draft, partition, tasks)),
          freeGpus: cluster.reach === 'ok' ? (partition.free_gpus ?? undefined) : undefined,
          reach: cluster.reach,
          fits: partitionProblems(draft, partition).length === 0,
        })),
    )
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        Number(b.reach === 'ok') - Number(a.reach === 'ok') ||
        Number((b.freeGpus ?? 0) >= draft.gpus) - Number((a.freeGpus ?? 0) >= draft.gpus) ||
        a.costMilliGpuSeconds - b.costMilliGpuSeconds,
    );
}
