import { randomInt } from 'node:crypto';
import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { findLogin, insertLogin, markLoginReady, type LoginRow } from '#db/queries/clusters/logins';
import { recordAudit } from '#db/queries/record-audit';
import { AppError, isAppError } from '../../contract/app-error';
import { loginRules, type LoginKind } from '../../contract/login-kinds';
import { leaseLogin, refuseLease } from '../logins/lease-login';
import { centreCommand } from './centre-command';
import type { ClusterBridges } from './cluster-bridges';

/** Letters and digits that are not taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `m` and eight letters: nothing of the person is in it, since everybody on the cluster sees it. */
const newLoginName = (): string =>
  `m${Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;

/**
 * The person's own login on a cluster. Who has none gets one here where the centre gives any: a named one is made by the centre's own command
 * under its service login, a leased one comes from the pool. One person, one login a cluster, both ways. Calling twice, also at once, is
 * harmless: the row comes first, and the command makes what is there already.
 * @throws AppError[login-needed | logins-exhausted | cluster-down | deadline-passed | cluster-answer-unclear]
 */
export async function ensureLogin(
  deps: { db: Db; bridges: ClusterBridges },
  cluster: ClusterRow,
  personId: string,
): Promise<{ id: string; name: string }> {
  const { db } = deps;
  const login = (await findLogin(db, cluster.id, personId)) ?? (await give(db, cluster, personId));
  if (login.isReady) return login;
  const way = ways[login.kind];
  await way.makeReady(deps, cluster, login);
  await db.transaction().execute(async (trx) => {
    if (!(await markLoginReady(trx, login.id))) return;
    await recordAudit(trx, {
      actorPersonId: personId,
      action: way.action,
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

/** The first kind that is offered and comes by itself. */
async function give(db: Db, cluster: ClusterRow, personId: string): Promise<LoginRow> {
  const kind = cluster.loginKinds.find((one) => loginRules[one].isGivenAtFirstUse);
  if (kind === undefined) throw new AppError('login-needed', { details: { cluster: cluster.name } });
  return ways[kind].give(db, cluster, personId);
}

interface Way {
  give(db: Db, cluster: ClusterRow, personId: string): Promise<LoginRow>;
  /** Until it can be used. Harmless when called twice. */
  makeReady(deps: { db: Db; bridges: ClusterBridges }, cluster: ClusterRow, login: LoginRow): Promise<void>;
  action: string;
}

const ways: Record<LoginKind, Way> = {
  named: { give: writeNamed, makeReady: runLoginCommand, action: 'login.made' },
  leased: { give: leaseLogin, makeReady: comeIn, action: 'login.lent' },
  linked: {
    give: () => Promise.reject(new AppError('login-needed')),
    // It was proven by coming in.
    makeReady: () => Promise.resolve(),
    action: 'login.linked',
  },
};

async function runLoginCommand(
  { bridges }: { bridges: ClusterBridges },
  cluster: ClusterRow,
  login: LoginRow,
): Promise<void> {
  const line = centreCommand(cluster.loginCommand, login.name);
  const result = await bridges.link(cluster, cluster.serviceLogin).run({ line });
  if (result.exitCode === 0) return;
  throw new AppError('cluster-answer-unclear', {
    cause: new Error(`login command: ${result.stderr.slice(0, 300)}`),
  });
}

/** What the portal cannot come in to is of no use to anybody: it stays out of the pool, and the next try gets another. */
async function comeIn(
  { db, bridges }: { db: Db; bridges: ClusterBridges },
  cluster: ClusterRow,
  login: LoginRow,
): Promise<void> {
  try {
    await bridges.loginHost.readName(bridges.link(cluster, login.name));
  } catch (error) {
    if (isAppError(error) && error.details['trouble'] === 'sign-in-refused')
      await refuseLease(db, login.id, 'sign-in-refused');
    throw error;
  }
}

async function writeNamed(db: Db, cluster: ClusterRow, personId: string): Promise<LoginRow> {
  for (let tries = 0; tries < 5; tries++) {
    const name = newLoginName();
    const login = await insertLogin(db, { clusterId: cluster.id, personId, name, kind: 'named' });
    if (login) return login;
  }
  throw new AppError('internal', { cause: new Error('no free login name in five tries') });
}
