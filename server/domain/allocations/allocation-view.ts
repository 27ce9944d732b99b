import type { AllocationRow } from '#db/queries/allocations/list-allocations';
import { toViewNumber } from '../../contract/hours';
import type { AllocationView, HoursView } from '../../services';

/** Balances as a view; free is what is neither held nor used. @throws RangeError beyond 2^53, which no real balance reaches. */
export const hoursOf = (sums: { granted: bigint; pending: bigint; posted: bigint }): HoursView => ({
  grantedMilliGpuSeconds: toViewNumber(sums.granted),
  heldMilliGpuSeconds: toViewNumber(sums.pending),
  usedMilliGpuSeconds: toViewNumber(sums.posted),
  freeMilliGpuSeconds: toViewNumber(sums.granted - sums.pending - sums.posted),
});

/** One allocation as its person sees it at an instant [now]. Never throws. */
export const toAllocationView = (row: AllocationRow, nowAt = new Date()): AllocationView => ({
  ...hoursOf(row),
  id: row.id,
  title: row.title,
  programme: {
    name: row.programmeName,
    kind: row.programmeKind,
    titleKo: row.programmeTitleKo,
    titleEn: row.programmeTitleEn,
  },
  clusters: row.clusters,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  isCurrent: row.startsAt <= nowAt && nowAt < row.endsAt,
});
