import type { Db } from '#db/client';
import { listIdleLeases } from '#db/queries/clusters/pool-logins';
import { findClusterById } from '#db/queries/clusters/list-clusters';
import { findPerson } from '#db/queries/people/people';
import type { AddTask } from '../launches/launch-deps';
import { queueMail, type AddMailTask } from '../people/queue-mail';
import { releaseLease } from './release-lease';

/** How long before it is taken back its person is told. */
const warnDays = 7;

/**
 * Tells people whose lent login has lain unused that it will be taken back in a week, and takes back what still lies unused a week after that.
 * Harmless however often; to be asked once an hour or so.
 */
export async function takeBackIdle({
  db,
  addTask,
  addMailTask,
  url,
}: {
  db: Db;
  addTask: AddTask;
  addMailTask?: AddMailTask;
  url: string;
}): Promise<void> {
  for (const lease of await listIdleLeases(db, warnDays)) {
    if (lease.warnedAt !== null) continue;
    await db.transaction().execute(async (trx) => {
      const warned = await trx
        .updateTable('pool_logins')
        .set({ warned_at: new Date() })
        .where('id', '=', lease.poolId)
        .where('warned_at', 'is', null)
        .where('state', '=', 'lent')
        .returning('id')
        .executeTakeFirst();
      const login = await trx
        .selectFrom('logins')
        .select('person_id')
        .where('id', '=', lease.loginId)
        .executeTakeFirst();
      const person = login && (await findPerson(trx, login.person_id));
      const cluster = await findClusterById(db, lease.clusterId);
      if (!warned || !person || !cluster) return;
      await queueMail(trx, addMailTask, {
        to: person.email,
        kind: 'login-idle',
        locale: person.locale,
        values: {
          cluster: person.locale === 'ko' ? cluster.titleKo : cluster.titleEn,
          days: String(warnDays),
          link: new URL(`/files/${cluster.name}`, url).href,
        },
      });
    });
  }
  const weekAgo = Date.now() - warnDays * 86_400_000;
  for (const lease of await listIdleLeases(db, 0)) {
    if (lease.warnedAt === null || lease.warnedAt.getTime() > weekAgo) continue;
    await db.transaction().execute((trx) => releaseLease(trx, addTask, lease.loginId, 'idle'));
  }
}
