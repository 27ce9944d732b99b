import type { Db, Trx } from '#db/client';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { findLogin } from '#db/queries/clusters/logins';
import { findLaunchOfPerson, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isLaunchId } from '../../contract/ids';
import type { SshLink } from '../../bridge/ssh/port';
import type { LaunchDeps } from './launch-deps';

/** The actor's own launch. @throws AppError[not-found] also when it is another's. */
export async function getOwnLaunch(db: Db | Trx, actor: Actor, id: string): Promise<LaunchRow> {
  const row = isLaunchId(id) ? await findLaunchOfPerson(db, actor.personId, id) : undefined;
  if (!row) throw new AppError('not-found');
  return row;
}

/**
 * The person's own link to where the launch is; undefined when nothing can be there yet, or the login that it ran as is no more theirs.
 * @throws AppError[cluster-closed]
 */
export async function linkOfLaunch(
  { db, bridges }: LaunchDeps,
  launch: Pick<LaunchRow, 'cluster_id' | 'person_id' | 'staged_at' | 'login_name'>,
): Promise<{ link: SshLink; cluster: ClusterRow } | undefined> {
  if (!launch.staged_at) return undefined;
  const [cluster, login] = await Promise.all([
    findClusterById(db, launch.cluster_id),
    findLogin(db, launch.cluster_id, launch.person_id),
  ]);
  if (!cluster || !login?.isReady || login.name !== (launch.login_name ?? login.name)) return undefined;
  if (cluster.state === 'closed')
    throw new AppError('cluster-closed', { details: { cluster: cluster.name } });
  return { link: bridges.link(cluster, login.name), cluster };
}
