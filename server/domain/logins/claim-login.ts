import { randomBytes } from 'node:crypto';
import { writeClaim } from '#db/queries/clusters/login-claims';
import { isPoolName } from '#db/queries/clusters/pool-logins';
import { findLogin } from '#db/queries/clusters/logins';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { claimMinutes, loginNamePattern } from '../../contract/login-kinds';
import { getCluster } from '../clusters/get-cluster';
import { mustCompute, type LoginDeps } from './login-deps';

/** Logins of the machine itself: nobody's, and signing in there would only look like an attack. */
const machineLogins = new Set(
  'root,toor,admin,administrator,daemon,bin,sys,sync,games,man,lp,mail,news,uucp,proxy,backup,list,irc,nobody,sshd,slurm,munge,pbs,pbsdata,mysql,postgres,systemd-network'.split(
    ',',
  ),
);

/**
 * Writes down that a login of a cluster is the actor's, until they have proven it: 128 random bits that they are to leave in its home within
 * 30 minutes. Nobody else can use them, since they hold for this person, cluster and login alone.
 * @throws AppError as `LoginServices.claim`
 */
export async function claimLogin(
  { db, triesByPerson }: LoginDeps,
  actor: Actor,
  asked: { cluster: string; login: string },
): Promise<void> {
  mustCompute(actor);
  const cluster = await getCluster(db, asked.cluster);
  if (!cluster.loginKinds.includes('linked')) throw new AppError('not-allowed');
  const login = asked.login.trim();
  if (!loginNamePattern.test(login) || machineLogins.has(login) || login === cluster.serviceLogin)
    throw new AppError('invalid-input', { fields: { login: 'invalid-input' } });
  // Those of a pool are the centre's, whoever has them now.
  if (await isPoolName(db, cluster.id, login))
    throw new AppError('invalid-input', { fields: { login: 'invalid-input' } });
  const had = await findLogin(db, cluster.id, actor.personId);
  if (had) throw new AppError('login-had', { details: { login: had.name } });
  await triesByPerson.take(actor.personId);
  await db.transaction().execute(async (trx) => {
    await writeClaim(trx, {
      personId: actor.personId,
      clusterId: cluster.id,
      login,
      code: randomBytes(16).toString('hex'),
      expiresAt: new Date(Date.now() + claimMinutes * 60_000),
    });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'login.claimed',
      subjectKind: 'cluster',
      subjectId: cluster.name,
      detail: { cluster: cluster.name, login },
      requestId: actor.requestId,
    });
  });
}
