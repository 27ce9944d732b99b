import type { Db } from '#db/client';
import type { AllocationServices } from '../../hours-services';
import { ensureStarter } from './ensure-starter';
import { forecastHours } from './forecast-hours';
import { listAllocations } from './list-allocations';
import { readStatement } from './read-statement';
import { returnHours } from './return-hours';

/** Everybody's own hours: allocations, starter hours, the statement. Opens nothing. */
export function makeAllocationServices({ db }: { db: Db }): AllocationServices {
  return {
    list: (actor) => listAllocations(db, actor),
    ensureStarter: (actor) => ensureStarter(db, actor),
    statement: (actor, query) => readStatement(db, actor, query),
    forecast: (actor) => forecastHours(db, actor),
    returnHours: (actor, allocationId, asked) => returnHours(db, actor, allocationId, asked),
  };
}
