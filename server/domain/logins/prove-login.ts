import { timingSafeEqual } from 'node:crypto';
import { findClaim, useClaim, type LoginClaimRow } from '#db/queries/clusters/login-claims';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { findLogin, insertLinkedLogin } from '#db/queries/clusters/logins';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import { claimPath, type ClaimTrouble } from '../../contract/login-kinds';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { getCluster } from '../clusters/get-cluster';
import { mustCompute, type LoginDeps } from './login-deps';

/**
 * Links a claimed login to the actor once its home says so. What is believed is what the login itself must have written: the portal comes in
 * as that login and reads a file that belongs to it, in folders that belong to it and that nobody else may write to.
 * @throws AppError as `LoginServices.prove`
 */
export async function proveLogin(deps: LoginDeps, actor: Actor, clusterName: string): Promise<void> {
  mustCompute(actor);
  const { db, bridges } = deps;
  const cluster = await getCluster(db, clusterName);
  if (!cluster.loginKinds.includes('linked')) throw new AppError('not-allowed');
  const claim = await findClaim(db, actor.personId, cluster.id);
  if (!claim) throw new AppError('link-expired');
  await deps.triesByPerson.take(actor.personId);
  await deps.triesByCluster.take(cluster.id);
  const trouble = await lookAt(bridges, cluster, claim);
  if (trouble !== undefined) throw new AppError('login-unproven', { details: { trouble } });
  await db.transaction().execute(async (trx) => {
    if (!(await useClaim(trx, claim.id))) throw new AppError('link-expired');
    const { id: clusterId } = cluster;
    const login = await insertLinkedLogin(trx, { clusterId, personId: actor.personId, name: claim.login });
    if (!login) {
      const had = await findLogin(trx, clusterId, actor.personId);
      throw had ? new AppError('login-had', { details: { login: had.name } }) : new AppError('login-taken');
    }
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'login.linked',
      subjectKind: 'login',
      subjectId: login.id,
      detail: { cluster: cluster.name, name: claim.login },
      requestId: actor.requestId,
    });
  });
}

/** On a connection of its own: what an earlier try was answered says nothing of this one. */
async function lookAt(
  bridges: ClusterBridges,
  cluster: ClusterRow,
  claim: LoginClaimRow,
): Promise<ClaimTrouble | undefined> {
  try {
    return await bridges.visit(cluster, claim.login, async (link) => {
      const seen = await bridges.loginHost.readClaim(link, claim.id);
      if (seen.name !== claim.login) return 'other-login';
      if (seen.trouble !== undefined) return seen.trouble;
      if (!isSame(seen.words, claim.code)) return 'other-words';
      // It has done its work; that it stays is no harm.
      await link.files.remove(claimPath(claim.id)).catch(() => undefined);
      return undefined;
    });
  } catch (error) {
    // The signer's own no, for a login that is somebody's already, is not told apart: that would tell whose logins are linked.
    const isRefused =
      isAppError(error) && (error.code === 'not-allowed' || error.details['trouble'] === 'sign-in-refused');
    if (isRefused) throw new AppError('login-unproven', { details: { trouble: 'refused' }, cause: error });
    throw error;
  }
}

const isSame = (words: string, code: string): boolean =>
  words.length === code.length && timingSafeEqual(Buffer.from(words), Buffer.from(code));
