import type { AllocationRow } from '#db/queries/allocations/list-allocations';
import { toViewNumber } from '../../contract/hours';
import type { AllocationView, HoursView } from '../../hours-services';

/** Balances as a view; free is what is neither held nor used. @throws RangeError beyond 2^53, which no real balance reaches. */
export const hoursOf = (sums: { granted: bigint; pending: bigint; posted: bigint }): HoursView => ({
  grantedMilliGpuSeconds: toViewNumber(sums.granted),
  heldMilliGpuSeconds: toViewNumber(sums.pending),
  usedMilliGpuSeconds: toViewNumber(sums.posted),
  freeMilliGpuSeconds: toViewNumber(sums.granted - sums.pending - sums.posted),
});

/**
 * Of a class's pool a person has what they used and hold, and what they could take now; the cap that stands in the ledger is no grant
 * to them. Never throws.
 */
export const ownPart = (row: AllocationRow): { granted: bigint; pending: bigint; posted: bigint } =>
  row.part === 'pool' ? { ...row, granted: row.pending + row.posted + clamp(row.freeOnPath) } : row;

const clamp = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** One allocation as its person sees it at an instant [now]. Never throws. */
export const toAllocationView = (row: AllocationRow, nowAt = new Date()): AllocationView => ({
  ...hoursOf(ownPart(row)),
  part: row.part ?? undefined,
  isFrozen: row.isFrozen,
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
