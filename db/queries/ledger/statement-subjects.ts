import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

export interface StatementSubjectRow {
  ledgerAccountId: string;
  title: string;
  /** Whose allocation; null for a class. */
  displayName: string | null;
}

/** Classes of a school that have hours, by name. A school is what classes call it. */
export async function listClassesOfSchool(
  db: Kysely<Database>,
  schoolName: string,
): Promise<StatementSubjectRow[]> {
  const rows = await db
    .selectFrom('classes')
    .select(['ledger_account_id', 'name'])
    .where('school_name', '=', schoolName)
    .where('ledger_account_id', 'is not', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ ledger_account_id: ledgerAccountId, name: title }) =>
    ledgerAccountId === null ? [] : [{ ledgerAccountId, title, displayName: null }],
  );
}

/** The schools that have classes, by name. */
export async function listSchools(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('classes')
    .select('school_name')
    .distinct()
    .where('school_name', '<>', '')
    .orderBy('school_name')
    .execute();
  return rows.map((row) => row.school_name);
}

/** What a programme has given: the accounts right below its own, classes or people's allocations. */
export async function listGivenByProgramme(
  db: Kysely<Database>,
  programmeAccountId: string,
): Promise<StatementSubjectRow[]> {
  const { rows } = await sql<StatementSubjectRow>`
    select l.id as "ledgerAccountId", coalesce(a.title, c.name, l.name) as title, p.display_name as "displayName"
    from ledger_accounts l
    left join allocations a on a.ledger_account_id = l.id
    left join people p on p.id = a.person_id
    left join classes c on c.ledger_account_id = l.id
    where l.parent_id = ${programmeAccountId}
    order by title, l.id`.execute(db);
  return rows;
}
