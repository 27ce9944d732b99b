import { parseArrayRange } from '../../contract/array-range';
import { toViewNumber } from '../../contract/hours';
import type { LaunchDraft } from '../../contract/launch-draft';
import type { LaunchPlace } from '../../launch-services';
import { freeGpusOf, isInMaintenance, troubleOf } from '../clusters/cluster-view';
import {
  chooseAllocation,
  costOf,
  covers,
  freeOf,
  needsLogin,
  partitionProblems,
  takesArray,
  type DraftGround,
} from './check-draft';

/**
 * Every place with what a draft comes to there: first what can run it and be paid, of that what answers, what has GPUs free now, and what
 * costs least. Pure; never throws.
 */
export function listPlaces(draft: LaunchDraft, ground: DraftGround): LaunchPlace[] {
  const array = parseArrayRange(draft.array ?? '');
  const tasks = array?.indexes.length ?? 1;
  const places = ground.clusters.flatMap((cluster) => {
    const usable = ground.allocations.filter((one) => covers(one, cluster.name, ground.nowAt));
    // One that is hidden, or was since, is answered for where it is asked for by name.
    const shown = cluster.partitions.filter(
      (partition) => partition.is_open || partition.name === draft.partition,
    );
    const trouble = troubleOf(cluster);
    return shown.map((partition): LaunchPlace => {
      const cost = costOf(draft, partition, tasks);
      const allocation = chooseAllocation(draft, usable, cost);
      return {
        cluster: cluster.name,
        partition: partition.name,
        gpuModel: partition.gpu_model,
        rateMilli: partition.rate_milli,
        costMilliGpuSeconds: toViewNumber(cost),
        freeGpus: freeGpusOf(partition, cluster.reach === 'ok', ground.nowAt),
        reach: cluster.reach,
        trouble: trouble?.code,
        state: partition.is_open ? cluster.state : 'closed',
        isInMaintenance: isInMaintenance(cluster, ground.nowAt),
        fits: takesArray(cluster, array) && partitionProblems(draft, partition).length === 0,
        needsLogin: needsLogin(cluster, ground),
        canPay: allocation !== undefined && cost <= freeOf(allocation),
      };
    });
  });
  const merits = (place: LaunchPlace) => [
    place.state === 'open' && !place.isInMaintenance && !place.needsLogin,
    place.fits,
    place.canPay,
    place.reach === 'ok' && place.trouble === undefined,
    (place.freeGpus ?? -1) >= draft.gpus,
  ];
  return places.sort((a, b) => {
    const ofA = merits(a);
    const ofB = merits(b);
    const at = ofA.findIndex((merit, index) => merit !== ofB[index]);
    return at < 0 ? a.costMilliGpuSeconds - b.costMilliGpuSeconds : ofA[at] ? -1 : 1;
  });
}
