import type { Db } from '#db/client';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import type { Actor } from '../../actor';
import type { AllocationView } from '../../hours-services';
import { toAllocationView } from './allocation-view';

/** The actor's allocations: those that can be used now on top, the one that ends first before the others. */
export async function listAllocations(db: Db, actor: Actor): Promise<AllocationView[]> {
  const views = (await listAllocationsOfPerson(db, actor.personId)).map((row) => toAllocationView(row));
  return views.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
