import type { Db } from '#db/client';
import { listAllocationsOfPerson, type AllocationRow } from '#db/queries/allocations/list-allocations';
import { listLedgerEntries, type LedgerEntryRow } from '#db/queries/ledger/list-ledger-entries';
import { sumTransfers } from '#db/queries/ledger/sum-transfers';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { LedgerEntryView, LedgerView } from '../../hours-services';
import { hoursOf, ownPart } from './allocation-view';

/**
 * The actor's ledger, newest line first, over all their allocations or one; the cached balances beside what the transfers say,
 * both of one snapshot. @throws AppError[not-found] for an allocation that is not theirs; AppError[invalid-input] for a bad cursor.
 */
export async function readStatement(
  db: Db,
  actor: Actor,
  query: { cursor?: string; allocationId?: string },
): Promise<LedgerView> {
  const after = query.cursor;
  if (after !== undefined && !isUuid(after))
    throw new AppError('invalid-input', { fields: { cursor: 'invalid-input' } });
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const allocations = pick(await listAllocationsOfPerson(trx, actor.personId), query.allocationId);
      const ledgerAccountIds = allocations.map((allocation) => allocation.ledgerAccountId);
      const cached = hoursOf(addUp(allocations));
      const recomputed = hoursOf(await sumTransfers(trx, ledgerAccountIds));
      const isBalanced = isSame(cached, recomputed);
      const totals = hoursOf(
        addUp(allocations.map((allocation) => ({ ...allocation, ...ownPart(allocation) }))),
      );
      const rows = await listLedgerEntries(trx, { ledgerAccountIds, after, limit: limits.listItems + 1 });
      const byAccount = new Map(allocations.map((allocation) => [allocation.ledgerAccountId, allocation]));
      const items = rows.slice(0, limits.listItems).flatMap((row) => {
        const allocation = byAccount.get(row.ledgerAccountId);
        return allocation ? [toEntryView(row, allocation)] : [];
      });
      const next = rows.length > limits.listItems ? items.at(-1)?.id : undefined;
      return { totals, recomputed: isBalanced ? totals : recomputed, isBalanced, entries: { items, next } };
    });
}

function pick(all: AllocationRow[], allocationId: string | undefined): AllocationRow[] {
  if (allocationId === undefined) return all;
  const mine = all.filter((allocation) => allocation.id === allocationId);
  if (mine.length === 0) throw new AppError('not-found');
  return mine;
}

const addUp = (allocations: AllocationRow[]) =>
  allocations.reduce(
    (sum, { granted, pending, posted }) => ({
      granted: sum.granted + granted,
      pending: sum.pending + pending,
      posted: sum.posted + posted,
    }),
    { granted: 0n, pending: 0n, posted: 0n },
  );

const isSame = (one: LedgerView['totals'], other: LedgerView['totals']): boolean =>
  one.freeMilliGpuSeconds >= 0 &&
  (Object.keys(one) as (keyof typeof one)[]).every((part) => one[part] === other[part]);

function toEntryView(row: LedgerEntryRow, allocation: AllocationRow): LedgerEntryView {
  const held = row.heldAmount ?? 0n;
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    amountMilliGpuSeconds: toViewNumber(row.amount),
    returnedMilliGpuSeconds: row.kind === 'post' ? toViewNumber(held - row.amount) : undefined,
    isOpen: row.isOpen,
    allocationId: allocation.id,
    allocationTitle: allocation.title,
    launch: row.launchId === null ? undefined : { id: row.launchId, name: row.launchName ?? '' },
    note: row.note,
  };
}
