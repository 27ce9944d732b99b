import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import {
  addPoolLogins,
  countPoolLogins,
  listPoolLogins,
  removePoolLogins,
  type PoolLoginRow,
} from '#db/queries/clusters/pool-logins';
import { countUnsettledLaunches } from '#db/queries/launches/count-unsettled';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { commandWords } from '../../contract/cluster-draft';
import { parsePoolNames } from '../../contract/pool-names';
import type { LoginPoolView, PoolLoginView } from '../../operate-services';
import type { AddTask } from '../launches/launch-deps';
import { releaseLease } from '../logins/release-lease';
import { getOperatedCluster, noteOperation } from './operate-cluster';

interface PoolDeps {
  db: Db;
  addTask: AddTask;
}

/** How many of a kind are shown one by one. */
const shownMost = 50;

/** A cluster's pool as its operators see it: how many are in each state, and those that need a look. Never of whom a login is. */
export async function loginPoolView(db: Db, cluster: ClusterRow): Promise<LoginPoolView> {
  const [counts, troubled, lent] = await Promise.all([
    countPoolLogins(db, cluster.id),
    listPoolLogins(db, cluster.id, ['cleaning', 'quarantined'], shownMost),
    listPoolLogins(db, cluster.id, ['lent'], shownMost),
  ]);
  return {
    counts,
    cleaningCommand: cluster.cleaningCommand.join(' '),
    idleDays: cluster.leaseIdleDays,
    troubled: troubled.map(toView),
    lent: lent.map(toView),
  };
}

const toView = ({ name, state, since, trouble }: PoolLoginRow): PoolLoginView => ({
  name,
  state,
  since,
  trouble: trouble ?? undefined,
});

const wrongNames = () => new AppError('invalid-input', { fields: { names: 'invalid-input' } });

function readNames(text: string): string[] {
  const names = parsePoolNames(text);
  if (!names || names.length === 0) throw wrongNames();
  return names;
}

/** Puts logins into the pool, as names and ranges; those that are in it stay as they are. @throws AppError[invalid-input | not-found] */
export async function addToPool(
  { db }: Pick<PoolDeps, 'db'>,
  actor: Actor,
  name: string,
  text: string,
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const names = readNames(text);
  if (names.includes(cluster.serviceLogin)) throw wrongNames();
  await db.transaction().execute(async (trx) => {
    const added = await addPoolLogins(trx, cluster.id, names);
    await noteOperation(trx, actor, cluster, 'cluster.pool-grown', { added });
  });
}

/** Takes logins out of the pool that are not lent and not being cleaned; the others stay. @throws AppError[invalid-input | not-found] */
export async function takeFromPool(
  { db }: Pick<PoolDeps, 'db'>,
  actor: Actor,
  name: string,
  text: string,
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const names = readNames(text);
  await db.transaction().execute(async (trx) => {
    const removed = await removePoolLogins(trx, cluster.id, names);
    await noteOperation(trx, actor, cluster, 'cluster.pool-shrunk', { removed });
  });
}

/** Sets what cleans a login, and after how many days without use one is taken back (14–730; null: never). @throws AppError[invalid-input | not-found] */
export async function setPoolRules(
  { db }: Pick<PoolDeps, 'db'>,
  actor: Actor,
  name: string,
  rules: { cleaningCommand: string; idleDays: number | null },
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const words = commandWords.safeParse(rules.cleaningCommand);
  if (!words.success) throw new AppError('invalid-input', { fields: { cleaningCommand: 'invalid-input' } });
  const { idleDays } = rules;
  if (idleDays !== null && !(Number.isInteger(idleDays) && idleDays >= 14 && idleDays <= 730))
    throw new AppError('invalid-input', { fields: { idleDays: 'invalid-input' } });
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ cleaning_command: words.data, lease_idle_days: idleDays })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.pool-rules', {
      command: words.data,
      idleDays: idleDays ?? 0,
    });
  });
}

/** Cleans one that is quarantined once more, now. Harmless when called twice. @throws AppError[not-found] */
export async function cleanAgain(
  { db, addTask }: PoolDeps,
  actor: Actor,
  name: string,
  login: string,
): Promise<void> {
  const { cluster, found } = await findInPool(db, actor, name, login);
  if (found.state !== 'quarantined' && found.state !== 'cleaning') throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    await addTask(trx, 'clean-login', { id: found.id });
    await noteOperation(trx, actor, cluster, 'cluster.pool-cleaned', { login });
  });
}

/** Takes one back from whoever has it, once nothing of theirs lives there. @throws AppError[not-found | launches-live] with details.launches */
export async function takeBack(
  { db, addTask }: PoolDeps,
  actor: Actor,
  name: string,
  login: string,
): Promise<void> {
  const { cluster, found } = await findInPool(db, actor, name, login);
  await db.transaction().execute(async (trx) => {
    const lease = await trx
      .selectFrom('logins')
      .select(['id', 'person_id'])
      .where('id', '=', found.login_id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (found.state !== 'lent' || !lease) throw new AppError('not-found');
    const launches = await countUnsettledLaunches(trx, { clusterId: cluster.id, personId: lease.person_id });
    if (launches > 0) throw new AppError('launches-live', { details: { launches } });
    await releaseLease(trx, addTask, lease.id, 'taken-back', actor);
    await noteOperation(trx, actor, cluster, 'cluster.pool-taken-back', { login });
  });
}

async function findInPool(db: Db, actor: Actor, name: string, login: string) {
  const cluster = await getOperatedCluster(db, actor, name);
  const found = await db
    .selectFrom('pool_logins')
    .selectAll()
    .where('cluster_id', '=', cluster.id)
    .where('name', '=', login)
    .executeTakeFirst();
  if (!found) throw new AppError('not-found');
  return { cluster, found };
}
