import type { Db } from '#db/client';
import { announce } from '#db/queries/announce';
import { getProgramme, type ProgrammeRow } from '#db/queries/allocations/find-programme';
import { insertAllocation, type NewAllocation } from '#db/queries/allocations/insert-allocation';
import { findAutomaticAllocation } from '#db/queries/allocations/list-allocations';
import { derivedId } from '#db/queries/ledger/derived-id';
import { findPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { AllocationView } from '../../hours-services';
import { mayHaveStarter } from './allocation-policy';
import { toAllocationView } from './allocation-view';

const dayMs = 86_400_000;

/**
 * Gives the actor the starter hours (amount and days stand in the programme) unless they were given before; answers them.
 * Harmless when called twice, also at the same moment. @throws AppError[not-allowed] when the address is not verified.
 */
export async function ensureStarter(db: Db, actor: Actor): Promise<AllocationView> {
  const programme = await getProgramme(db, 'starter');
  const given = await findAutomaticAllocation(db, actor.personId, programme.id);
  if (given) return toAllocationView(given);
  const person = await findPerson(db, actor.personId);
  if (!person || !mayHaveStarter(person)) throw new AppError('not-allowed');
  await give(db, actor, programme);
  const fresh = await findAutomaticAllocation(db, actor.personId, programme.id);
  if (!fresh) throw new AppError('internal');
  return toAllocationView(fresh);
}

async function give(db: Db, actor: Actor, programme: ProgrammeRow): Promise<void> {
  const allocation = starterOf(actor, programme);
  await db.transaction().execute(async (trx) => {
    const isMade = await insertAllocation(trx, allocation);
    if (!isMade) return;
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'allocation.starter-given',
      subjectKind: 'allocation',
      subjectId: allocation.id,
      detail: { amountMilliGpuSeconds: Number(allocation.amount) },
      requestId: actor.requestId,
    });
    await announce(trx, { person: actor.personId }, { kind: 'hours' });
  });
}

/** All ids follow from the person, so that two calls at once mean the same rows. */
function starterOf(actor: Actor, programme: ProgrammeRow): NewAllocation {
  const { starter_milli_gpu_seconds: amount, starter_days: days } = programme;
  if (amount === null || days === null)
    throw new Error(`programme ${programme.name} gives nothing by itself`);
  const startsAt = new Date();
  return {
    id: derivedId(actor.personId, `${programme.id} allocation`),
    ledgerAccountId: derivedId(actor.personId, `${programme.id} account`),
    transferId: derivedId(actor.personId, `${programme.id} grant`),
    personId: actor.personId,
    programme,
    requestId: null,
    title: actor.locale === 'ko' ? programme.title_ko : programme.title_en,
    clusters: [],
    startsAt,
    endsAt: new Date(startsAt.getTime() + days * dayMs),
    amount,
  };
}
