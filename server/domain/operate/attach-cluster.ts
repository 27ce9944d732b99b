import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { clusterDraftSchema, type ClusterDraft, type ClusterDraftInput } from '../../contract/cluster-draft';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import type { ClusterKeys } from '../clusters/cluster-keys';
import { confirmHostKeys, placesOf, showHostKeys } from './host-keys';
import { listOperatedCentres, noteOperation } from './operate-cluster';
import { fingerprintOf } from '../clusters/cluster-view';

/** How often the queue is read, unless somebody sets another. */
const usualTickMs = 10_000;

/**
 * Writes a cluster that is being attached: closed, seen by its operators alone, with a key of its own. Nothing has signed in there yet.
 * @throws AppError as `OperateServices.attach`
 */
export async function attachCluster(
  deps: { db: Db; bridges: ClusterBridges; clusterKeys: ClusterKeys },
  actor: Actor,
  input: ClusterDraftInput,
): Promise<string> {
  const centres = await listOperatedCentres(deps.db, actor);
  const draft = readDraft(input);
  const centre = centres.find(({ name }) => name === draft.centre);
  if (!centre) throw new AppError('not-found');
  const isBehindJump = draft.jumpHost !== '';
  const pins = confirmHostKeys(await showHostKeys(deps.bridges, draft), draft.hostKeys, {
    places: placesOf(isBehindJump),
    before: { cluster: [], jump: [] },
  });
  const key = await deps.clusterKeys.makeKey();
  await deps.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('clusters')
      .values({
        id: newId(),
        centre_id: centre.id,
        name: draft.name,
        title_ko: draft.titleKo,
        title_en: draft.titleEn,
        scheduler: draft.scheduler,
        host: draft.host,
        port: draft.port,
        host_keys: pins.cluster,
        ...(isBehindJump && {
          jump_host: draft.jumpHost,
          jump_port: draft.jumpPort,
          jump_host_keys: pins.jump,
        }),
        service_login: draft.serviceLogin,
        login_command: draft.loginCommand,
        login_kinds: draft.loginCommand.length > 0 ? ['named'] : ['linked'],
        tick_ms: usualTickMs,
        state: 'closed',
        attached_at: null,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new AppError('name-taken', { fields: { name: 'name-taken' } });
    await trx
      .insertInto('cluster_keys')
      .values({
        cluster_id: inserted.id,
        public_line: key.publicLine,
        sealed_private_key: key.sealedPrivateKey,
      })
      .execute();
    await noteOperation(trx, actor, draft, 'cluster.attached', {
      centre: centre.name,
      address: `${draft.host}:${draft.port}`,
      ...(isBehindJump && { jump: `${draft.jumpHost}:${draft.jumpPort}` }),
      hostKeys: [...pins.jump, ...pins.cluster].map(fingerprintOf),
    });
  });
  return draft.name;
}

function readDraft(input: ClusterDraftInput): ClusterDraft {
  const read = clusterDraftSchema.safeParse(input);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => [String(issue.path[0]), 'invalid-input'] as const);
  throw new AppError('invalid-input', { fields: Object.fromEntries(fields) });
}
