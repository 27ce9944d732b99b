import { sql, type Kysely } from 'kysely';
import { kindsThat } from '#server/contract/login-kinds';
import type { Locale } from '#server/contract/roles';
import type { Database } from '../../database';

export interface MappedLogin {
  id: string;
  name: string;
  personId: string;
  email: string | null;
  locale: Locale;
  createdAt: Date;
}

/** Whose these logins of a cluster are, by name, of those whose jobs by hand are the portal's business. */
export async function listMappedLogins(
  db: Kysely<Database>,
  clusterId: string,
  names: readonly string[],
): Promise<Map<string, MappedLogin>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.person_id')
    .select([
      'logins.id',
      'logins.name',
      'logins.person_id as personId',
      'people.email',
      'people.locale',
      'logins.created_at as createdAt',
    ])
    .where('logins.cluster_id', '=', clusterId)
    .where('logins.name', 'in', names)
    .where('logins.ended_at', 'is', null)
    .where('logins.kind', 'in', kindsThat('isChargedByHand'))
    .execute();
  return new Map(rows.map((row) => [row.name, row]));
}

export interface LaunchOfJob {
  id: string;
  schedulerJobId: string | null;
  personId: string;
  /** When its job can have been submitted at the earliest. */
  fromAt: Date;
  /** null: it has not ended. */
  endedAt: Date | null;
}

/** The launches of a cluster that stand for these jobs, by the scheduler's id or by their own. */
export async function listLaunchesOfJobs(
  db: Kysely<Database>,
  clusterId: string,
  jobs: { schedulerJobIds: readonly string[]; launchIds: readonly string[] },
): Promise<LaunchOfJob[]> {
  const { rows } = await sql<LaunchOfJob>`
    select id, scheduler_job_id as "schedulerJobId", person_id as "personId",
      coalesce(submitting_at, created_at) as "fromAt", ended_at as "endedAt"
    from launches where cluster_id = ${clusterId}
      and (scheduler_job_id = any(${jobs.schedulerJobIds}::text[]) or id = any(${jobs.launchIds}::text[]))`.execute(
    db,
  );
  return rows;
}

/** Whether a person was warned within a day that their jobs at a cluster have no hours. */
export async function wasWarned(db: Kysely<Database>, clusterId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('launches')
    .select('id')
    .where('cluster_id', '=', clusterId)
    .where('person_id', '=', personId)
    .where('guard_at', 'is not', null)
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Until when a cluster's accounting was looked through; undefined before the first time. */
export async function findAccountingMark(db: Kysely<Database>, clusterId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('accounting_marks')
    .select('read_until')
    .where('cluster_id', '=', clusterId)
    .executeTakeFirst();
  return row?.read_until;
}

/** Notes until when it was looked through. */
export async function writeAccountingMark(
  db: Kysely<Database>,
  clusterId: string,
  readUntil: Date,
): Promise<void> {
  await db
    .insertInto('accounting_marks')
    .values({ cluster_id: clusterId, read_until: readUntil })
    .onConflict((conflict) => conflict.column('cluster_id').doUpdateSet({ read_until: readUntil }))
    .execute();
}
