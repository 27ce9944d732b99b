import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import type { SshLink } from '../../bridge/ssh/port';
import { AppError } from '../../contract/app-error';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { ensureLogin } from '../clusters/ensure-login';
import { getCluster } from '../clusters/get-cluster';
import type { Seats } from '../terminals/seats';
import { mayUseFiles } from './files-policy';

export interface FileDeps {
  db: Db;
  bridges: ClusterBridges;
  /** Downloads and uploads that go on. */
  seats: Seats;
}

/** The actor's own home at a cluster. */
export interface Home {
  link: SshLink;
  /** As the far side resolves it, absolute and without links. */
  root: string;
  /** What a change leaves behind: who, where and what kind of thing was done; no names and no contents. */
  audit(action: string, detail?: Record<string, string | number>): Promise<void>;
}

/**
 * Opens the home of the actor's own login, which is made when it is the first time.
 * @throws AppError[not-allowed | not-found | cluster-closed | cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear]
 */
export async function openHome(
  { db, bridges }: Pick<FileDeps, 'db' | 'bridges'>,
  actor: Actor,
  clusterName: string,
): Promise<Home> {
  if (!mayUseFiles(actor)) throw new AppError('not-allowed');
  const cluster = await getCluster(db, clusterName);
  if (cluster.state === 'closed') throw new AppError('cluster-closed');
  const login = await ensureLogin({ db, bridges }, cluster, actor.personId);
  const link = bridges.link(cluster, login.name);
  const root = await link.files.realPath('.');
  if (root === undefined)
    throw new AppError('cluster-answer-unclear', { details: { words: 'no home folder' } });
  return {
    link,
    root,
    audit: (action, detail = {}) =>
      recordAudit(db, {
        actorPersonId: actor.personId,
        action: `files.${action}`,
        subjectKind: 'login',
        subjectId: login.id,
        detail: { cluster: cluster.name, ...detail },
        requestId: actor.requestId,
      }),
  };
}
