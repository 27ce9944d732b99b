import { createHash } from 'node:crypto';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { listClusters } from '#db/queries/clusters/list-clusters';
import { listClustersWithLogin } from '#db/queries/clusters/logins';
import { findLaunchByKey, type LaunchRow } from '#db/queries/launches/launch-rows';
import { findPerson } from '#db/queries/people/people';
import type { Actor } from '../../actor';
import { AppError, isAppError, type FieldErrors } from '../../contract/app-error';
import type { LaunchDraft, LaunchDraftInput } from '../../contract/launch-draft';
import type { LaunchProblem } from '../../launch-services';
import { checkDraft, type CheckedDraft } from './check-draft';
import { fillAppDraft } from '../apps/fill-app-draft';
import type { LaunchDeps } from './launch-deps';
import { mergeProblems, readDraft } from './read-draft';
import type { NewLaunch, PayableDraft, Written } from './write-launches';

/** A key is any short printable text of the caller's. */
const keyPattern = /^[\x21-\x7e]{1,200}$/;

export interface SubmitDeps extends LaunchDeps {
  /** `writeLaunches`, with those of other people of the same moment. */
  write(ask: NewLaunch): Promise<Written>;
}

/**
 * Writes a launch, the hold on its hours and the outbox task in one transaction. The same key with the same draft again answers with
 * the first launch, however many ask at once; nothing is written for a draft that is refused.
 * @throws AppError[not-enough-hours | no-allocation | cluster-closed | fits-nowhere | … with `fields`, limit-reached,
 * idempotency-key-reused, invalid-input, guardian-stopped]
 */
export async function submitLaunch(
  deps: SubmitDeps,
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
  { write, ...deps }: SubmitDeps,
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
    loginsAt: await listClustersWithLogin(deps.db, actor.personId),
  });
  refuseProblems(mergeProblems([...problems, ...appProblems], checked.problems));
  const ask = { actor, draft, checked: payable(checked), idempotencyKey, draftHash };
  // A twin that was written with this one and refused leaves nothing to be found: then this one is the first.
  for (let tries = 0; tries < 3; tries++) {
    const written = await write(ask);
    if (written.kind === 'refused') throw written.error;
    const launch = written.launch ?? (await findLaunchByKey(deps.db, actor.personId, idempotencyKey));
    if (launch) return sameOrThrow(launch, draftHash);
  }
  throw new AppError('internal');
}

function payable({ cluster, partition, allocation, cost, array, tasks }: CheckedDraft): PayableDraft {
  if (!cluster || !partition || !allocation || cost === undefined) throw new AppError('internal');
  return { cluster, partition, allocation, cost, isArray: array !== undefined, tasks };
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
