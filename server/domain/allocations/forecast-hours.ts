import type { Db } from '#db/client';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { sumPostedSince } from '#db/queries/ledger/sum-transfers';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
import { forecastUnused, lookBackDays } from '../../contract/unused-forecast';
import type { UnusedView } from '../../hours-services';

const dayMs = 86_400_000;

/**
 * Which of the actor's own hours will be left unused at their end, if they go on as they did. Of a class's parts nothing is said: they are
 * the teacher's to give back. Changes nothing.
 */
export async function forecastHours(db: Db, actor: Actor, nowAt = new Date()): Promise<UnusedView[]> {
  const own = (await listAllocationsOfPerson(db, actor.personId)).filter((row) => row.part === null);
  const used = await sumPostedSince(
    db,
    own.map((row) => row.ledgerAccountId),
    new Date(nowAt.getTime() - lookBackDays * dayMs),
  );
  return own.flatMap((row) => {
    const forecast = forecastUnused(
      {
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        granted: toViewNumber(row.granted),
        free: toViewNumber(row.granted - row.pending - row.posted),
        usedLately: toViewNumber(used.get(row.ledgerAccountId) ?? 0n),
      },
      nowAt,
    );
    if (!forecast) return [];
    return [
      {
        allocationId: row.id,
        unusedMilliGpuSeconds: forecast.unused,
        returnableMilliGpuSeconds: forecast.returnable,
      },
    ];
  });
}
