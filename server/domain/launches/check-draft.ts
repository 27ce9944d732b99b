import type { AllocationRow } from '#db/queries/allocations/list-allocations';
import type { ClusterRow, PartitionRow } from '#db/queries/clusters/list-clusters';
import { isEvenRange, parseArrayRange, type ArrayRange } from '../../contract/array-range';
import type { ErrorCode } from '../../contract/error-codes';
import { maxCostMilliGpuSeconds } from '../../contract/hours';
import type { LaunchDraft } from '../../contract/launch-draft';
import { limits } from '../../contract/limits';
import type { LaunchProblem } from '../../launch-services';
import { isInMaintenance } from '../clusters/cluster-view';
import { givesLogins } from '../clusters/ensure-login';
import { scriptProblem } from './read-script';

/** What a draft comes to on the clusters and allocations of today: either problems, or everything that a launch needs. */
export interface CheckedDraft {
  problems: LaunchProblem[];
  cluster: ClusterRow | undefined;
  partition: PartitionRow | undefined;
  allocation: AllocationRow | undefined;
  array: ArrayRange | undefined;
  tasks: number;
  cost: bigint | undefined;
  free: bigint;
}

export interface DraftGround {
  clusters: readonly ClusterRow[];
  /** The person's, whatever their period. */
  allocations: readonly AllocationRow[];
  nowAt: Date;
  /** Clusters, by id, at which the person has a login. */
  loginsAt: ReadonlySet<string>;
}

/** Checks a draft against everything but the live balance, which only the reservation itself can. Pure; never throws. */
export function checkDraft(draft: LaunchDraft, ground: DraftGround): CheckedDraft {
  const problems: LaunchProblem[] = [];
  const say = (field: LaunchProblem['field'], code: ErrorCode, details: LaunchProblem['details'] = {}) =>
    problems.push({ field, code, details });

  if (!isName(draft.name)) say('name', 'invalid-input', { limit: limits.nameCharacters });
  const script = draft.kind === 'batch' ? scriptProblem(draft.script) : undefined;
  if (script) say('script', script, { limit: limits.scriptBytes });
  if (draft.walltimeSeconds < 1) say('walltimeSeconds', 'walltime-invalid');

  const cluster = ground.clusters.find((candidate) => candidate.name === draft.cluster);
  const array = readArray(draft.array, cluster, say);
  if (!cluster) say('cluster', 'not-found');
  else if (cluster.state !== 'open' || isInMaintenance(cluster, ground.nowAt))
    say('cluster', 'cluster-closed', { cluster: cluster.name });
  else if (needsLogin(cluster, ground)) say('cluster', 'login-needed', { cluster: cluster.name });
  const partition = cluster && choosePartition(draft, cluster, say);

  if (cluster && draft.reservation !== undefined && !reservationOf(draft, cluster, partition, ground.nowAt))
    say('reservation', 'not-found');

  const tasks = array?.indexes.length ?? 1;
  const cost = partition && draft.walltimeSeconds > 0 ? costOf(draft, partition, tasks) : undefined;
  const usable = ground.allocations.filter((allocation) => covers(allocation, draft.cluster, ground.nowAt));
  const allocation = chooseAllocation(draft, usable, cost);
  const free = allocation ? freeOf(allocation) : 0n;
  if (cluster && !allocation) say('allocation', 'no-allocation');
  else if (cost !== undefined && cost > free) {
    say('form', 'not-enough-hours', {
      neededMilliGpuSeconds: Number(cost),
      freeMilliGpuSeconds: Number(free),
    });
  }
  return { problems, cluster, partition, allocation, array, tasks, cost, free };
}

/** Whether the person must link a login of their own there first. Never throws. */
export const needsLogin = (cluster: ClusterRow, { loginsAt }: Pick<DraftGround, 'loginsAt'>): boolean =>
  !givesLogins(cluster) && !loginsAt.has(cluster.id);

/** What a draft would cost at most on one partition, in ledger units. */
export const costOf = (draft: LaunchDraft, partition: PartitionRow, tasks: number): bigint =>
  maxCostMilliGpuSeconds({
    gpus: draft.gpus,
    walltimeSeconds: draft.walltimeSeconds,
    tasks,
    rateMilli: partition.rate_milli,
  });

/** The reservation that was asked for, if it is offered for that place and not over. Whether the person may is the scheduler's to say. */
const reservationOf = (
  draft: Pick<LaunchDraft, 'reservation'>,
  cluster: ClusterRow,
  partition: PartitionRow | undefined,
  nowAt: Date,
) => offeredReservations(cluster, partition, nowAt).find(({ name }) => name === draft.reservation);

/** What is offered at a place: what its operators show, of its partition or of none, and not over. Never throws. */
export const offeredReservations = (cluster: ClusterRow, partition: PartitionRow | undefined, nowAt: Date) =>
  cluster.reservations.filter(
    (one) =>
      one.is_shown && one.ends_at > nowAt && (one.partition === '' || one.partition === partition?.name),
  );

type Say = (field: LaunchProblem['field'], code: ErrorCode, details?: LaunchProblem['details']) => void;

/**
 * Names are shown, never given to a scheduler: any letters that a person can read back. Not control characters, line ends, marks that
 * turn the writing direction, or halves of a character.
 */
const isName = (name: string): boolean =>
  [...name].length <= limits.nameCharacters && !/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\uFFFD]/u.test(name);

/** PBS Pro knows only evenly spaced ranges. Never throws. */
export const takesArray = (cluster: Pick<ClusterRow, 'scheduler'>, array: ArrayRange | undefined): boolean =>
  array === undefined || cluster.scheduler !== 'pbs' || isEvenRange(array.indexes);

/** undefined: none was asked for, or it cannot be read or taken. */
function readArray(
  text: string | undefined,
  cluster: ClusterRow | undefined,
  say: Say,
): ArrayRange | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const array = parseArrayRange(text);
  if (!array) say('array', 'array-invalid', { limit: limits.arrayTasks });
  else if (cluster && !takesArray(cluster, array))
    say('array', 'array-invalid', { limit: limits.arrayTasks, scheduler: cluster.scheduler });
  else return array;
  return undefined;
}

/** The partition that was asked for, else the first open one that fits, else the roomiest, whose limits then tell what is too much. */
function choosePartition(draft: LaunchDraft, cluster: ClusterRow, say: Say): PartitionRow | undefined {
  const asked = cluster.partitions.filter(
    ({ name, accelerator }) =>
      (draft.partition || name) === name && (draft.accelerator || accelerator) === accelerator,
  );
  const open = asked.filter((partition) => partition.is_open);
  const found = open.find((partition) => partitionProblems(draft, partition).length === 0) ?? open[0];
  if (!found) {
    const isShut = asked.length > 0;
    say(draft.partition ? 'partition' : 'accelerator', isShut ? 'cluster-closed' : 'fits-nowhere', {
      cluster: cluster.name,
    });
    return undefined;
  }
  for (const problem of partitionProblems(draft, found)) say(problem.field, problem.code, problem.details);
  return found;
}

/** What of a draft is too much for one partition; a job runs on one node. Never throws. */
export function partitionProblems(draft: LaunchDraft, partition: PartitionRow): LaunchProblem[] {
  const problems: LaunchProblem[] = [];
  const details = { partition: partition.name };
  if (draft.walltimeSeconds > partition.max_walltime_seconds) {
    problems.push({
      field: 'walltimeSeconds',
      code: 'walltime-over-limit',
      details: { ...details, maxWalltimeSeconds: partition.max_walltime_seconds },
    });
  }
  if (draft.gpus > partition.gpus_per_node) {
    problems.push({
      field: 'gpus',
      code: 'too-many-gpus',
      details: { ...details, maxGpus: partition.gpus_per_node },
    });
  }
  if (draft.cores > partition.cores_per_node) {
    problems.push({
      field: 'cores',
      code: 'fits-nowhere',
      details: { ...details, maxCores: partition.cores_per_node },
    });
  }
  if (draft.memoryBytes !== undefined && BigInt(draft.memoryBytes) > partition.memory_bytes_per_node) {
    problems.push({
      field: 'memoryBytes',
      code: 'fits-nowhere',
      details: { ...details, maxMemoryBytes: Number(partition.memory_bytes_per_node) },
    });
  }
  return problems;
}

/** Whether an allocation may be used on a cluster now. Never throws. */
export const covers = (allocation: AllocationRow, cluster: string, nowAt: Date): boolean =>
  !allocation.isFrozen &&
  allocation.startsAt <= nowAt &&
  nowAt < allocation.endsAt &&
  (allocation.clusters.length === 0 || allocation.clusters.includes(cluster));

/** What the account and all above it still have: a class's pool can be empty although one's own cap is not. Never throws. */
export const freeOf = (allocation: AllocationRow): bigint => allocation.freeOnPath;

/** The one that was asked for; else, of those that can pay, the one that ends first; else the fullest. Never throws. */
export function chooseAllocation(
  draft: Pick<LaunchDraft, 'allocation'>,
  usable: readonly AllocationRow[],
  cost: bigint | undefined,
): AllocationRow | undefined {
  if (draft.allocation !== undefined) return usable.find((allocation) => allocation.id === draft.allocation);
  // One's own before what is shared: a pool is for who has used up their share.
  const byEnd = [...usable].sort(
    (a, b) =>
      Number(a.part === 'pool') - Number(b.part === 'pool') || a.endsAt.getTime() - b.endsAt.getTime(),
  );
  const paying = byEnd.find((allocation) => freeOf(allocation) >= (cost ?? 1n));
  return paying ?? byEnd.sort((a, b) => Number(freeOf(b) - freeOf(a)))[0];
}
