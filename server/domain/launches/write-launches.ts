import { ulid } from 'ulid';
import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { announceAll } from '#db/queries/announce';
import { insertLaunchApps } from '#db/queries/apps/launch-apps';
import { addLaunchEvents } from '#db/queries/launches/launch-events';
import { countLiveLaunches, findLaunches, type LaunchRow } from '#db/queries/launches/launch-rows';
import { reserveHoursInTurn } from '#db/queries/ledger/reserve-hours-in-turn';
import { recordAudits } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { LaunchDraft } from '../../contract/launch-draft';
import { limits } from '../../contract/limits';
import type { CheckedDraft } from './check-draft';
import type { LaunchDeps } from './launch-deps';

/** What a draft without problems has. */
export interface PayableDraft {
  cluster: NonNullable<CheckedDraft['cluster']>;
  partition: NonNullable<CheckedDraft['partition']>;
  allocation: NonNullable<CheckedDraft['allocation']>;
  /** milli-GPU-seconds. */
  cost: bigint;
  isArray: boolean;
  tasks: number;
}

/** A draft that was found right, on its way into the books. */
export interface NewLaunch {
  actor: Actor;
  draft: LaunchDraft;
  checked: PayableDraft;
  idempotencyKey: string;
  draftHash: string;
}

export type Written =
  /** launch: undefined when a twin with the same key was faster. */
  { kind: 'written'; launch: LaunchRow | undefined } | { kind: 'refused'; error: AppError };

/**
 * Writes launches of one moment with their holds and their outbox tasks in one transaction, in a handful of statements however many they
 * are: when a class presses at once, all wait for one commit instead of each for those before it. Each is accepted or refused in its turn.
 */
export function writeLaunches(deps: LaunchDeps, asked: readonly NewLaunch[]): Promise<Written[]> {
  return deps.db.transaction().execute(async (trx) => {
    const refusals = new Map<NewLaunch, AppError>();
    const drawn = (await withinLimit(trx, asked, refusals)).map((ask) => ({
      ask,
      id: ulid(),
      holdId: newId(),
    }));
    const fresh = await insertLaunches(trx, drawn);
    const held = await holdHours(trx, fresh, refusals);
    if (held.length > 0) await tell(trx, deps, held);
    const rows = await findLaunches(
      trx,
      held.map(({ id }) => id),
    );
    const idOf = new Map(held.map(({ ask, id }) => [ask, id]));
    return asked.map((ask): Written => {
      const error = refusals.get(ask);
      return error ? { kind: 'refused', error } : { kind: 'written', launch: rows.get(idOf.get(ask) ?? '') };
    });
  });
}

interface Drawn {
  ask: NewLaunch;
  id: string;
  holdId: string;
}

async function withinLimit(
  trx: Trx,
  asked: readonly NewLaunch[],
  refusals: Map<NewLaunch, AppError>,
): Promise<NewLaunch[]> {
  const limit = limits.liveLaunchesPerPerson;
  const live = await countLiveLaunches(
    trx,
    asked.map(({ actor }) => actor.personId),
  );
  return asked.filter((ask) => {
    const { personId } = ask.actor;
    const count = live.get(personId) ?? 0;
    live.set(personId, count + 1);
    if (count < limit) return true;
    refusals.set(ask, new AppError('limit-reached', { details: { limit } }));
    return false;
  });
}

/** Those whose key was new. */
async function insertLaunches(trx: Trx, drawn: readonly Drawn[]): Promise<Drawn[]> {
  if (drawn.length === 0) return [];
  const rows = await trx
    .insertInto('launches')
    .values(drawn.map(rowOf))
    .onConflict((conflict) => conflict.columns(['person_id', 'idempotency_key']).doNothing())
    .returning('id')
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  return drawn.filter(({ id }) => ids.has(id));
}

function rowOf({ ask: { actor, draft, checked, idempotencyKey, draftHash }, id, holdId }: Drawn) {
  const { cluster, partition, allocation, cost, isArray, tasks } = checked;
  const day = new Date().toISOString().slice(0, 10);
  return {
    id,
    person_id: actor.personId,
    allocation_id: allocation.id,
    cluster_id: cluster.id,
    login_id: null,
    partition_id: partition.id,
    idempotency_key: idempotencyKey,
    draft_hash: draftHash,
    kind: draft.kind,
    template: draft.template ?? null,
    name: draft.name === '' ? `${draft.app ?? cluster.name} ${day}` : draft.name,
    script: draft.script,
    gpus: draft.gpus,
    cores: draft.cores,
    memory_bytes: draft.memoryBytes === undefined ? null : BigInt(draft.memoryBytes),
    walltime_seconds: draft.walltimeSeconds,
    array_range: isArray ? (draft.array ?? null) : null,
    reservation: draft.reservation ?? null,
    tasks,
    rate_milli: partition.rate_milli,
    hold_id: holdId,
    held_milli_gpu_seconds: cost,
    state: 'held' as const,
  };
}

/** Those whose hours could be set aside; the others are taken out again. */
async function holdHours(
  trx: Trx,
  fresh: readonly Drawn[],
  refusals: Map<NewLaunch, AppError>,
): Promise<Drawn[]> {
  const answers = await reserveHoursInTurn(
    trx,
    fresh.map(({ ask: { checked }, id, holdId }) => ({
      transferId: holdId,
      ledgerAccountId: checked.allocation.ledgerAccountId,
      amount: checked.cost,
      launchId: id,
    })),
  );
  const short: string[] = [];
  const held = fresh.filter(({ ask, id }, index) => {
    const answer = answers[index];
    if (answer?.ok !== false) return true;
    const details = {
      neededMilliGpuSeconds: Number(ask.checked.cost),
      freeMilliGpuSeconds: Number(answer.freeMilliGpuSeconds),
    };
    refusals.set(ask, new AppError('not-enough-hours', { details, fields: { form: 'not-enough-hours' } }));
    short.push(id);
    return false;
  });
  if (short.length > 0) await trx.deleteFrom('launches').where('id', 'in', short).execute();
  return held;
}

/** History, audit, outbox and live news. */
async function tell(trx: Trx, deps: LaunchDeps, held: readonly Drawn[]): Promise<void> {
  const apps = held.flatMap(({ ask: { draft }, id }) =>
    draft.app === undefined ? [] : [{ launchId: id, app: draft.app, fields: draft.appFields ?? {} }],
  );
  await insertLaunchApps(trx, apps);
  const costOf = ({ ask }: Drawn) => ({ milliGpuSeconds: Number(ask.checked.cost) });
  await addLaunchEvents(
    trx,
    held.map((one) => ({ launchId: one.id, kind: 'held', detail: costOf(one) })),
  );
  await recordAudits(
    trx,
    held.map((one) => ({
      actorPersonId: one.ask.actor.personId,
      action: 'launch.submitted',
      subjectKind: 'launch',
      subjectId: one.id,
      detail: { cluster: one.ask.checked.cluster.name, ...costOf(one), via: one.ask.actor.via.kind },
      requestId: one.ask.actor.requestId,
    })),
  );
  await deps.addTasks(
    trx,
    'submit-launch',
    held.map(({ id }) => id),
  );
  await announceAll(
    trx,
    held.flatMap(({ ask, id }) => {
      const to = { person: ask.actor.personId };
      return [
        { to, event: { kind: 'launch' as const, launchId: id } },
        { to, event: { kind: 'hours' as const } },
      ];
    }),
  );
}
