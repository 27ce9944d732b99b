import { randomInt } from 'node:crypto';
import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { findLogin, insertLogin, markLoginReady, type LoginRow } from '#db/queries/clusters/logins';
import { recordAudit } from '#db/queries/record-audit';
import { AppError } from '../../contract/app-error';
import { loginRules } from '../../contract/login-kinds';
import type { ClusterBridges } from './cluster-bridges';

/** Letters and digits that are not taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `m` and eight letters: nothing of the person is in it, since everybody on the cluster sees it. */
const newLoginName = (): string =>
  `m${Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;

/**
 * The person's own login on a cluster. Who has none gets one here where the centre gives any: a named one is made by the centre's own command
 * under its service login. One person, one login a cluster, both ways. Calling twice, also at once, is harmless: the row comes first, and the
 * command makes what is there already.
 * @throws AppError[login-needed | cluster-down | deadline-passed | cluster-answer-unclear]
 */
export async function ensureLogin(
  { db, bridges }: { db: Db; bridges: ClusterBridges },
  cluster: ClusterRow,
  personId: string,
): Promise<{ id: string; name: string }> {
  const had = await findLogin(db, cluster.id, personId);
  if (had?.isReady) return had;
  if (!had && !givesLogins(cluster))
    throw new AppError('login-needed', { details: { cluster: cluster.name } });
  const login = had ?? (await findOrWriteLogin(db, cluster.id, personId));
  if (login.isReady) return login;
  const words = [...cluster.loginCommand, login.name];
  const result = await bridges.link(cluster, cluster.serviceLogin).run({ line: words.map(quoted).join(' ') });
  if (result.exitCode !== 0) {
    throw new AppError('cluster-answer-unclear', {
      cause: new Error(`login command: ${result.stderr.slice(0, 300)}`),
    });
  }
  await db.transaction().execute(async (trx) => {
    if (!(await markLoginReady(trx, login.id))) return;
    await recordAudit(trx, {
      actorPersonId: personId,
      action: 'login.made',
      subjectKind: 'login',
      subjectId: login.id,
      detail: { cluster: cluster.name, name: login.name },
    });
  });
  return login;
}

/** Whether who has no login there gets one at the first use. Pure. */
export const givesLogins = ({ loginKinds }: Pick<ClusterRow, 'loginKinds'>): boolean =>
  loginKinds.some((kind) => loginRules[kind].isGivenAtFirstUse);

async function findOrWriteLogin(db: Db, clusterId: string, personId: string): Promise<LoginRow> {
  for (let tries = 0; tries < 5; tries++) {
    const login =
      (await findLogin(db, clusterId, personId)) ??
      (await insertLogin(db, { clusterId, personId, name: newLoginName() }));
    if (login) return login;
  }
  throw new AppError('internal', { cause: new Error('no free login name in five tries') });
}

/** The operator's own words, one POSIX word each. @see POSIX.1-2017 Shell Command Language, 2.2.2 Single-Quotes */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
