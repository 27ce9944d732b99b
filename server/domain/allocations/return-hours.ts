import type { Db, Trx } from '#db/client';
import { insertHourNotices } from '#db/queries/allocations/hour-notices';
import {
  endAllocation,
  hasHourReturn,
  insertHourReturn,
  lockOwnAllocation,
  type OwnAllocation,
} from '#db/queries/allocations/hour-returns';
import { announce } from '#db/queries/announce';
import { adjustHours } from '#db/queries/ledger/adjust-hours';
import { derivedId } from '#db/queries/ledger/derived-id';
import { sumGrants } from '#db/queries/ledger/sum-transfers';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { dueReminder, withMilder } from '../../contract/hour-reminders';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import type { ReturnAsked } from '../../hours-services';
import { mustBeAtThePage } from '../people/people-policy';

/**
 * Gives unused hours of the actor's own back to the programme, at once and for good; it needs nobody's yes, since it only gives. With
 * `all` what is free goes and the allocation ends now; what runs goes on on the hours that it holds. The same key again changes nothing.
 * @see docs/decisions/0115-giving-back.md
 * @throws AppError[not-found | not-allowed]; [wrong-state] when it has ended; [invalid-input] with `hours`; [not-enough-hours] when less
 * is free
 */
export async function returnHours(
  db: Db,
  actor: Actor,
  allocationId: string,
  asked: ReturnAsked,
): Promise<void> {
  mustBeAtThePage(actor);
  if (!isUuid(allocationId)) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    const own = await lockOwnAllocation(trx, allocationId, actor.personId);
    if (!own) throw new AppError('not-found');
    const id = derivedId(own.id, `return ${asked.key}`);
    if (await hasHourReturn(trx, id)) return;
    if (own.endsAt <= new Date()) throw new AppError('wrong-state');
    const free = own.granted - own.pending - own.posted;
    const amount = asked.amount === 'all' ? free : wholeAmount(asked.amount);
    if (amount > 0n) await takeBack(trx, own, { id, amount, personId: actor.personId });
    if (asked.amount === 'all') await endAllocation(trx, own.id);
    else await passOver(trx, { ...own, granted: own.granted - amount });
    const didEnd = asked.amount === 'all';
    await insertHourReturn(trx, {
      id,
      person_id: actor.personId,
      allocation_id: own.id,
      class_id: null,
      milli_gpu_seconds: amount,
      did_end: didEnd,
    });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: didEnd ? 'allocation.ended-early' : 'allocation.returned',
      subjectKind: 'allocation',
      subjectId: own.id,
      detail: { milliGpuSeconds: toViewNumber(amount) },
      requestId: actor.requestId,
    });
    await announce(trx, { person: actor.personId }, { kind: 'hours' });
  });
}

/** An amount as it was typed. @throws AppError[invalid-input] with `hours` unless it is a whole one over 0 */
export function wholeAmount(milliGpuSeconds: number): bigint {
  if (Number.isSafeInteger(milliGpuSeconds) && milliGpuSeconds > 0) return BigInt(milliGpuSeconds);
  throw new AppError('invalid-input', { fields: { hours: 'invalid-input' } });
}

async function takeBack(
  trx: Trx,
  own: OwnAllocation,
  { id, amount, personId }: { id: string; amount: bigint; personId: string },
): Promise<void> {
  const taken = await adjustHours(trx, {
    transferId: id,
    ledgerAccountId: own.ledgerAccountId,
    amount,
    personId,
    note: 'returned',
  });
  if (taken.ok) return;
  throw new AppError('not-enough-hours', {
    details: {
      neededMilliGpuSeconds: toViewNumber(amount),
      freeMilliGpuSeconds: toViewNumber(taken.freeMilliGpuSeconds),
    },
  });
}

/** Who gave back knows what is left: nobody is mailed that 80 % are used because there are fewer hours now. */
async function passOver(trx: Trx, own: OwnAllocation): Promise<void> {
  const facts = {
    startsAt: own.startsAt,
    endsAt: own.endsAt,
    granted: toViewNumber(own.granted),
    held: toViewNumber(own.pending),
    used: toViewNumber(own.posted),
  };
  const due = dueReminder(facts, 'used', new Date());
  if (!due) return;
  const basis = String(await sumGrants(trx, own.ledgerAccountId));
  await insertHourNotices(
    trx,
    withMilder(due).map(({ about, at }) => ({ subject_id: own.id, about, at, basis })),
  );
}
