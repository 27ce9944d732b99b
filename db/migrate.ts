import { Migrator, type Migration, sql } from 'kysely';
import type { Db } from './client';
import * as house from './migrations/0001-the-house';
import * as nothingIsEmptied from './migrations/0002-nothing-is-emptied';
import * as classes from './migrations/0010-classes';
import * as apps from './migrations/0011-apps';
import * as attachedClusters from './migrations/0020-attached-clusters';
import * as clusterHealth from './migrations/0021-cluster-health';
import * as jobsByHand from './migrations/0022-jobs-by-hand';
import * as hourLimits from './migrations/0030-hour-limits';
import * as signer from './migrations/0031-signer';
import * as reservations from './migrations/0032-reservations';
import * as walltimeGuard from './migrations/0033-walltime-guard';
import * as secondFactor from './migrations/0034-second-factor';
import * as identities from './migrations/0035-identities';
import * as erasing from './migrations/0036-erasing';
import * as payments from './migrations/0037-payments';
import * as idleApps from './migrations/0038-idle-apps';
import * as loginCards from './migrations/0039-login-cards';
import * as guardians from './migrations/0040-guardians';
import * as jumpHosts from './migrations/0043-jump-hosts';
import * as hourReminders from './migrations/0046-hour-reminders';
import * as hourReturns from './migrations/0047-hour-returns';
import * as linkedLogins from './migrations/0050-linked-logins';
import * as poolLogins from './migrations/0051-pool-logins';
import * as researchReviews from './migrations/0052-research-reviews';
import * as researchReports from './migrations/0053-research-reports';

/** Forward only, those that are missing in name order; a migration that has landed is never edited. */
const migrations: Record<string, Migration> = {
  '0001-the-house': house,
  '0002-nothing-is-emptied': nothingIsEmptied,
  '0010-classes': classes,
  '0011-apps': apps,
  '0020-attached-clusters': attachedClusters,
  '0021-cluster-health': clusterHealth,
  '0022-jobs-by-hand': jobsByHand,
  '0030-hour-limits': hourLimits,
  '0031-signer': signer,
  '0032-reservations': reservations,
  '0033-walltime-guard': walltimeGuard,
  '0034-second-factor': secondFactor,
  '0035-identities': identities,
  '0036-erasing': erasing,
  '0037-payments': payments,
  '0038-idle-apps': idleApps,
  '0039-login-cards': loginCards,
  '0040-guardians': guardians,
  '0043-jump-hosts': jumpHosts,
  '0046-hour-reminders': hourReminders,
  '0047-hour-returns': hourReturns,
  '0050-linked-logins': linkedLogins,
  '0051-pool-logins': poolLogins,
  '0052-research-reviews': researchReviews,
  '0053-research-reports': researchReports,
};

/**
 * Brings the database to the newest form. Safe to call from several processes at once: an advisory lock lets one work while
 * the others wait; calling twice is harmless.
 * @throws the first migration's error; its transaction is rolled back.
 */
export async function migrate(db: Db): Promise<string[]> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtext('modu-migrate'))`.execute(connection);
    try {
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: async () => migrations },
      });
      const { error, results } = await migrator.migrateToLatest();
      if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
      return (results ?? []).map((result) => result.migrationName);
    } finally {
      await sql`select pg_advisory_unlock(hashtext('modu-migrate'))`.execute(connection);
    }
  });
}
