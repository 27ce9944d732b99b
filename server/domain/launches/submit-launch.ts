import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { announce } from '#db/queries/announce';
import { insertLaunchApp } from '#db/queries/apps/launch-apps';
import { listClusters } from '#db/queries/clusters/list-clusters';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { countLiveLaunches, findLaunchByKey, type LaunchRow } from '#db/queries/launches/launch-rows';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { findPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, isAppError, type FieldErrors } from '../../contract/app-error';
import type { LaunchDraft, LaunchDraftInput } from '../../contract/launch-draft';
import { limits } from '../../contract/limits';
import type { LaunchProblem } from '../../launch-services';
import { checkDraft, type CheckedDraft } from './check-draft';
import { fillAppDraft } from '../apps/fill-app-draft';
import type { LaunchDeps } from './launch-deps';
import { mergeProblems, readDraft } from './read-draft';

/** A key is any short printable text of the caller's. */
const keyPattern = /^[\x21-\x7e]{1,200}$/;

/**
 * Writes a launch, the hold on its hours and the outbox task in one transaction. The same key with the same draft again answers with
 * the first launch, however many ask at once; nothing is written for a draft that is refused.
 * @throws AppError[not-enough-hours | no-allocation | cluster-closed | fits-nowhere | … with `fields`, limit-reached,
 * idempotency-key-reused, invalid-input, guardian-stopped]
 */
export async function submitLaunch(
  deps: LaunchDeps,
  actor: Actor,
  input: LaunchDraftInput,
  idempotencyKey: string,
): Promise<LaunchRow> {
  if (!keyPattern.test(idempotencyKey))
    throw new AppError('invalid-input', { fields: { idempotencyKey: 'invalid-input' } });
  const { draft, problems } = readDraft(input);
  // Of what was asked, not of what it is filled up with: an app's script may change between two tries.
  const draftHash = createHash('sha256').update(JSON.stringify(draft)).digest('hex');
  const findTwin = () => findLaunchByKey(deps.db, actor.personId, idempotencyKey);
  const earlier = await findTwin();
  if (earlier) return sameOrThrow(earlier, draftHash);
  try {
    return await writeNew(deps, actor, { draft, problems, idempotencyKey, draftHash });
  } catch (error) {
    // A twin with this key, not yet there at the first look, may be what took the last hours or places: then it is the answer.
    const twin = isAppError(error) ? await findTwin() : undefined;
    if (twin) return sameOrThrow(twin, draftHash);
    throw error;
  }
}

interface NewDraft {
  draft: LaunchDraft;
  problems: LaunchProblem[];
  idempotencyKey: string;
  draftHash: string;
}

async function writeNew(
  deps: LaunchDeps,
  actor: Actor,
  { draft: asked, problems, idempotencyKey, draftHash }: NewDraft,
): Promise<LaunchRow> {
  const { draft, problems: appProblems } = fillAppDraft(deps.apps, asked);
  // Whoever asks: a session is closed by then, and this is for what was on its way.
  if ((await findPerson(deps.db, actor.personId))?.stopped_at) throw new AppError('guardian-stopped');
  const checked = checkDraft(draft, {
    clusters: await listClusters(deps.db),
    allocations: await listAllocationsOfPerson(deps.db, actor.personId),
    nowAt: new Date(),
  });
  refuseProblems(mergeProblems([...problems, ...appProblems], checked.problems));
  const written = await deps.db
    .transaction()
    .execute((trx) => writeLaunch(trx, deps, actor, { draft, checked, idempotencyKey, draftHash }));
  const launch = written ?? (await findLaunchByKey(deps.db, actor.personId, idempotencyKey));
  if (!launch) throw new AppError('internal');
  return sameOrThrow(launch, draftHash);
}

function sameOrThrow(launch: LaunchRow, draftHash: string): LaunchRow {
  if (launch.draft_hash !== draftHash) throw new AppError('idempotency-key-reused');
  return launch;
}

/** The first problem is the error; all of them are in `fields`. */
function refuseProblems(problems: readonly LaunchProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const fields: FieldErrors = {};
  for (const problem of problems) fields[problem.field] ??= problem.code;
  throw new AppError(first.code, { details: first.details, fields });
}

interface NewLaunch {
  draft: LaunchDraft;
  checked: CheckedDraft;
  idempotencyKey: string;
  draftHash: string;
}

/** undefined: a twin with the same key was faster. */
async function writeLaunch(
  trx: Trx,
  deps: LaunchDeps,
  actor: Actor,
  { draft, checked, idempotencyKey, draftHash }: NewLaunch,
): Promise<LaunchRow | undefined> {
  const { cluster, partition, allocation, cost } = checked;
  if (!cluster || !partition || !allocation || cost === undefined) throw new AppError('internal');
  if ((await countLiveLaunches(trx, actor.personId)) >= limits.liveLaunchesPerPerson) {
    throw new AppError('limit-reached', { details: { limit: limits.liveLaunchesPerPerson } });
  }
  const id = ulid();
  const holdId = newId();
  const inserted = await trx
    .insertInto('launches')
    .values({
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
      name:
        draft.name === ''
          ? `${draft.app ?? cluster.name} ${new Date().toISOString().slice(0, 10)}`
          : draft.name,
      script: draft.script,
      gpus: draft.gpus,
      cores: draft.cores,
      memory_bytes: draft.memoryBytes === undefined ? null : BigInt(draft.memoryBytes),
      walltime_seconds: draft.walltimeSeconds,
      array_range: checked.array ? (draft.array ?? null) : null,
      reservation: draft.reservation ?? null,
      tasks: checked.tasks,
      rate_milli: partition.rate_milli,
      hold_id: holdId,
      held_milli_gpu_seconds: cost,
      state: 'held',
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return undefined;
  if (draft.app !== undefined)
    await insertLaunchApp(trx, { launchId: id, app: draft.app, fields: draft.appFields ?? {} });
  await addLaunchEvent(trx, id, 'held', { milliGpuSeconds: Number(cost) });
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action: 'launch.submitted',
    subjectKind: 'launch',
    subjectId: id,
    detail: { cluster: cluster.name, milliGpuSeconds: Number(cost), via: actor.via.kind },
    requestId: actor.requestId,
  });
  await deps.addTask(trx, 'submit-launch', { id });
  await announce(trx, { person: actor.personId }, { kind: 'launch', launchId: id });
  await announce(trx, { person: actor.personId }, { kind: 'hours' });
  // Last, since it locks the platform's row until commit.
  const hold = await reserveHours(trx, {
    transferId: holdId,
    ledgerAccountId: allocation.ledgerAccountId,
    amount: cost,
    launchId: id,
  });
  if (!hold.ok) {
    throw new AppError('not-enough-hours', {
      details: { neededMilliGpuSeconds: Number(cost), freeMilliGpuSeconds: Number(hold.freeMilliGpuSeconds) },
      fields: { form: 'not-enough-hours' },
    });
  }
  return findLaunchByKey(trx, actor.personId, idempotencyKey);
}
