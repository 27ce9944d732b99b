import { sql, type Kysely, type Selectable } from 'kysely';
import type { Level, Locale, Role } from '#server/contract/roles';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { PersonTable } from '../../tables/people';
import { hasSecondFactorOf } from './second-factors';

export type PersonRow = Selectable<PersonTable>;

export interface NewPerson {
  /** Normalised; null: none. */
  email: string | null;
  displayName: string;
  level: Level;
  schoolName: string;
  /** `YYYY-MM` */
  birthYearMonth: string;
  /** ISO 3166-1 alpha-2 ['KR'] */
  country?: string | undefined;
  locale: Locale;
  roles?: Role[];
}

/** One person by id; undefined when there is none. */
export async function findPerson(db: Kysely<Database>, personId: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirst();
}

/** One person by normalised address; undefined when there is none. */
export async function findPersonByEmail(db: Kysely<Database>, email: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
}

/** Writes a person whose address is verified now. When the address is already a person's, gives that one back unchanged. */
export const insertPerson = async (
  db: Kysely<Database>,
  person: NewPerson & { email: string },
): Promise<PersonRow> => (await insertNewPerson(db, person)) ?? getPersonByEmail(db, person.email);

/** The same, and undefined when the address is already a person's. */
export async function insertNewPerson(
  db: Kysely<Database>,
  person: NewPerson,
): Promise<PersonRow | undefined> {
  return db
    .insertInto('people')
    .values({
      id: newId(),
      email: person.email,
      display_name: person.displayName,
      level: person.level,
      school_name: person.schoolName,
      birth_year_month: person.birthYearMonth,
      locale: person.locale,
      email_verified_at: person.email === null ? null : new Date(),
      ...(person.country !== undefined && { country: person.country }),
      ...(person.roles && { roles: person.roles }),
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Marks the address as verified [now]; a second time changes nothing. */
export async function markEmailVerified(db: Kysely<Database>, personId: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ email_verified_at: sql`coalesce(email_verified_at, now())` })
    .where('id', '=', personId)
    .execute();
}

/** Changes what a person says about themselves; fields left out stay. */
export async function updatePerson(
  db: Kysely<Database>,
  personId: string,
  change: {
    displayName?: string;
    schoolName?: string;
    level?: Level;
    locale?: Locale;
    endingMails?: boolean;
    hoursMails?: boolean;
  },
): Promise<void> {
  const columns = {
    ...(change.displayName !== undefined && { display_name: change.displayName }),
    ...(change.schoolName !== undefined && { school_name: change.schoolName }),
    ...(change.level !== undefined && { level: change.level }),
    ...(change.locale !== undefined && { locale: change.locale }),
    ...(change.endingMails !== undefined && { ending_mails: change.endingMails }),
    ...(change.hoursMails !== undefined && { hours_mails: change.hoursMails }),
  };
  if (Object.keys(columns).length === 0) return;
  await db.updateTable('people').set(columns).where('id', '=', personId).execute();
}

/**
 * Sets a person's roles and tells the ones held before; undefined when there is no such person. Callers wait for each other until
 * the transaction ends, so that a count of administrators afterwards holds.
 */
export async function replaceRoles(
  db: Kysely<Database>,
  personId: string,
  roles: readonly Role[],
): Promise<readonly Role[] | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('modu-roles'))`.execute(db);
  const before = await db.selectFrom('people').select('roles').where('id', '=', personId).executeTakeFirst();
  if (!before) return undefined;
  await db
    .updateTable('people')
    .set({ roles: [...roles] })
    .where('id', '=', personId)
    .execute();
  return before.roles;
}

/** People by time of joining, newest first, after the one with id `after`; `search` looks into name, address and school. */
export async function listPeople(
  db: Kysely<Database>,
  query: { search?: string | undefined; after?: string | undefined; limit: number },
): Promise<(PersonRow & { has_second_factor: boolean })[]> {
  let select = db
    .selectFrom('people')
    .selectAll()
    .select(hasSecondFactorOf('people.id').as('has_second_factor'))
    .orderBy('id', 'desc')
    .limit(query.limit);
  if (query.after !== undefined) select = select.where('id', '<', query.after);
  if (query.search !== undefined && query.search !== '') {
    const pattern = `%${query.search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    select = select.where((or) =>
      or.or([
        or('email', 'ilike', pattern),
        or('display_name', 'ilike', pattern),
        or('school_name', 'ilike', pattern),
      ]),
    );
  }
  return select.execute();
}

/** How many people hold a role. */
export async function countRole(db: Kysely<Database>, role: Role): Promise<number> {
  const { count } = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll().as('count'))
    .where(sql<boolean>`${role} = any(roles)`)
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function getPersonByEmail(db: Kysely<Database>, email: string): Promise<PersonRow> {
  return db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
}
