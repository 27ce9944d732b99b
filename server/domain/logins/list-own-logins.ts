import { findClaim } from '#db/queries/clusters/login-claims';
import { listClusters, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { countUnsettledLaunches } from '#db/queries/launches/count-unsettled';
import { findSigningKey } from '#db/queries/signer/signing-keys';
import type { Actor } from '../../actor';
import { claimPath } from '../../contract/login-kinds';
import type { ClaimView, OwnLoginView } from '../../login-services';
import { givesLogins } from '../clusters/ensure-login';
import { mustCompute, type LoginDeps } from './login-deps';

type Deps = Pick<LoginDeps, 'db' | 'clusterKeys'>;

/** The clusters at which the actor has a login or could link one, in order of name. @throws AppError[not-allowed] */
export async function listOwnLogins(deps: Deps, actor: Actor): Promise<OwnLoginView[]> {
  mustCompute(actor);
  const { db } = deps;
  const [clusters, logins] = await Promise.all([
    listClusters(db),
    db
      .selectFrom('logins')
      .select(['cluster_id', 'name', 'kind', 'created_at'])
      .where('person_id', '=', actor.personId)
      .where('ended_at', 'is', null)
      .where('ready_at', 'is not', null)
      .execute(),
  ]);
  const views = clusters.map(async (cluster): Promise<OwnLoginView> => {
    const own = logins.find((login) => login.cluster_id === cluster.id);
    return {
      cluster: cluster.name,
      titleKo: cluster.titleKo,
      titleEn: cluster.titleEn,
      centreTitleKo: cluster.centreTitleKo,
      centreTitleEn: cluster.centreTitleEn,
      login: own && {
        name: own.name,
        kind: own.kind,
        since: own.created_at,
        liveLaunches: await countUnsettledLaunches(db, { clusterId: cluster.id, personId: actor.personId }),
      },
      kinds: cluster.loginKinds,
      comesByItself: givesLogins(cluster),
      claim: own ? undefined : await claimOf(deps, actor, cluster),
    };
  });
  return Promise.all(views);
}

async function claimOf(
  { db, clusterKeys }: Deps,
  actor: Actor,
  cluster: ClusterRow,
): Promise<ClaimView | undefined> {
  const claim = await findClaim(db, actor.personId, cluster.id);
  if (!claim) return undefined;
  // A cluster that believes certificates needs no key in anybody's home.
  const key =
    cluster.signIn === 'certificate'
      ? undefined
      : ((await findSigningKey(db, cluster.id, 'key'))?.publicLine ?? (await clusterKeys.portalPublicLine()));
  return {
    login: claim.login,
    expiresAt: claim.expires_at,
    command: claimCommand(claim, key),
    bringsKey: key !== undefined,
  };
}

/**
 * One line that any shell understands: lets the portal in (where it comes by a key: for commands, terminals and forwarding, and nothing else)
 * and writes the claim's words down. Running it twice is harmless. Pure. @see sshd(8), OpenSSH 9.2, AUTHORIZED_KEYS FILE FORMAT: restrict
 */
export function claimCommand(claim: { id: string; code: string }, publicLine: string | undefined): string {
  const words = `echo ${claim.code} > ~/${claimPath(claim.id)}`;
  if (publicLine === undefined) return `mkdir -p ~/.modu && chmod 700 ~/.modu && ${words}`;
  const line = `restrict,pty,port-forwarding ${publicLine}`;
  return [
    'mkdir -p ~/.ssh ~/.modu && chmod 700 ~/.ssh ~/.modu',
    `echo '${line}' >> ~/.ssh/authorized_keys && chmod 600 ~/.ssh/authorized_keys`,
    words,
  ].join(' && ');
}
