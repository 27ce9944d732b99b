import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { listClusters } from '#db/queries/clusters/list-clusters';
import { listClustersWithLogin } from '#db/queries/clusters/logins';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
import type { LaunchDraft } from '../../contract/launch-draft';
import type { LaunchQuote, LaunchQuoteInput } from '../../launch-services';
import { fillAppDraft } from '../apps/fill-app-draft';
import { checkDraft, offeredReservations, type CheckedDraft, type DraftGround } from './check-draft';
import type { LaunchDeps } from './launch-deps';
import { listPlaces } from './list-places';
import { overriddenLines, silenceDirectives } from './read-directives';
import { mergeProblems, readDraft } from './read-draft';
import { stagedScript } from './read-script';

/**
 * What a draft would cost, what is wrong with it, what would be submitted, and where else it could run; without a cluster it is placed
 * first. Writes nothing.
 */
export async function quoteLaunch(
  deps: LaunchDeps,
  actor: Actor,
  input: LaunchQuoteInput,
): Promise<LaunchQuote> {
  const [clusters, allocations, loginsAt] = await Promise.all([
    listClusters(deps.db),
    listAllocationsOfPerson(deps.db, actor.personId),
    listClustersWithLogin(deps.db, actor.personId),
  ]);
  const ground = { clusters, allocations, nowAt: new Date(), loginsAt };
  const placed = readPlaced(input, ground);
  const { draft, problems: appProblems } = fillAppDraft(deps.apps, placed.draft);
  const checked = checkDraft(draft, ground);
  const { cost, free } = checked;
  return {
    problems: mergeProblems([...placed.problems, ...appProblems], checked.problems),
    costMilliGpuSeconds: cost === undefined ? undefined : toViewNumber(cost),
    freeMilliGpuSeconds: toViewNumber(free),
    freeAfterMilliGpuSeconds: cost === undefined || cost > free ? undefined : toViewNumber(free - cost),
    rateMilli: checked.partition?.rate_milli,
    tasks: checked.tasks,
    cluster: checked.cluster?.name,
    partition: checked.partition?.name,
    allocationId: checked.allocation?.id,
    submittedScript: submittedScript(deps, draft, checked),
    overridden: overriddenLines(draft.script, { ...draft, partition: checked.partition?.name }),
    places: listPlaces(draft, ground),
    reservations: checked.cluster
      ? offeredReservations(checked.cluster, checked.partition, ground.nowAt).map((one) => ({
          name: one.name,
          startsAt: one.starts_at,
          endsAt: one.ends_at,
        }))
      : [],
  };
}

/** A draft without a cluster goes to the first place that can start it and that can be paid. */
function readPlaced({ cluster, ...input }: LaunchQuoteInput, ground: DraftGround) {
  const { draft, problems } = readDraft({ ...input, cluster: cluster ?? 'anywhere' });
  if (cluster !== undefined) return { draft, problems };
  const [first] = listPlaces(draft, ground);
  return { draft: { ...draft, cluster: first?.cluster ?? '', partition: first?.partition }, problems };
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
    reservation: draft.reservation,
  });
  const [first = '#!/bin/sh', ...rest] = silenceDirectives(stagedScript(draft.script)).split('\n');
  const mark = cluster.scheduler === 'slurm' ? '#SBATCH' : '#PBS';
  return [first, ...words.map((word) => `${mark} ${word}`), ...rest].join('\n');
}
