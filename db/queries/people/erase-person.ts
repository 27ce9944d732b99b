import { sql } from 'kysely';
import { kindsThat } from '#server/contract/login-kinds';
import type { Trx } from '../../client';

/** What is the person's alone, or says who they are: it goes. `$email` and `$id` are the person's. */
const gone: readonly { table: string; where: 'person_id' | 'email' | 'to_email' }[] = [
  { table: 'sessions', where: 'person_id' },
  { table: 'api_tokens', where: 'person_id' },
  { table: 'identities', where: 'person_id' },
  { table: 'passkeys', where: 'person_id' },
  { table: 'totp_keys', where: 'person_id' },
  { table: 'recovery_codes', where: 'person_id' },
  // With what is left of its words.
  { table: 'login_cards', where: 'person_id' },
  { table: 'login_claims', where: 'person_id' },
  { table: 'sign_in_links', where: 'email' },
  { table: 'mails', where: 'to_email' },
  { table: 'class_roster', where: 'email' },
  { table: 'class_members', where: 'person_id' },
  { table: 'share_asks', where: 'person_id' },
  { table: 'centre_operators', where: 'person_id' },
];

/** That there was an adviser stays: without one such a request could not be. */
const erasedAdviser = `case when adviser_email is null then null else 'erased@erased.invalid' end`;

/** What the books hang on stays without a word of the person's. The text columns of their rows are emptied. */
const emptied: readonly { table: string; set: string; where: string }[] = [
  {
    table: 'requests',
    set: `title = '', purpose = '', adviser_email = ${erasedAdviser}`,
    where: `person_id = $id`,
  },
  // Named as adviser by others.
  {
    table: 'requests',
    set: `adviser_email = ${erasedAdviser}`,
    where: `adviser_email = (select email from people where id = $id)`,
  },
  // Reviews that they wrote, and those of what they asked for.
  {
    table: 'request_reviewers',
    set: `conflict = '', comment = ''`,
    where: `person_id = $id or request_id in (select id from requests where person_id = $id)`,
  },
  {
    table: 'review_scores',
    set: `comment = ''`,
    where: `person_id = $id or request_id in (select id from requests where person_id = $id)`,
  },
  {
    table: 'request_events',
    set: `body = ''`,
    where: `person_id = $id or request_id in (select id from requests where person_id = $id)`,
  },
  // One of their own says who they are; those of a centre's making do not.
  {
    table: 'logins',
    set: `name = 'erased', ended_at = coalesce(ended_at, now())`,
    where: `person_id = $id and kind = 'linked'`,
  },
  { table: 'allocations', set: `title = ''`, where: `person_id = $id and class_id is null` },
  {
    table: 'launches',
    set: `name = '', script = '', draft_hash = '', idempotency_key = id, reason_words = null`,
    where: `person_id = $id`,
  },
  {
    table: 'launch_events',
    set: `detail = '{}'`,
    where: `launch_id in (select id from launches where person_id = $id)`,
  },
  {
    table: 'purchases',
    set: `message = '', idempotency_key = id::text, checkout_url = null`,
    where: `person_id = $id`,
  },
  {
    table: 'launch_apps',
    set: `fields = '{}', address = null`,
    where: `launch_id in (select id from launches where person_id = $id)`,
  },
];

/**
 * Erases what names a person, in every table; the row of the person stays as a pseudonym (their id) for the ledger, launches and decisions.
 * Needs the caller's transaction. Twice is harmless.
 */
export async function erasePerson(
  trx: Trx,
  person: { id: string; email: string | undefined },
): Promise<void> {
  for (const { table, where } of gone)
    await sql`delete from ${sql.table(table)} where ${sql.ref(where)} = ${where === 'person_id' ? person.id : (person.email ?? null)}`.execute(
      trx,
    );
  for (const { table, set, where } of emptied) {
    const [first = '', ...others] = where.split('$id');
    const condition = others.reduce((made, part) => sql`${made}${person.id}${sql.raw(part)}`, sql.raw(first));
    await sql`update ${sql.table(table)} set ${sql.raw(set)} where ${condition}`.execute(trx);
  }
  await eraseFromLog(trx, person);
  await trx
    .updateTable('people')
    .set({
      email: `${person.id}@erased.invalid`,
      // Where a name must stand, as beside a decision.
      display_name: '—',
      school_name: '',
      level: 'none',
      birth_year_month: '1900-01',
      roles: [],
      disabled_at: new Date(),
      erased_at: new Date(),
    })
    .where('id', '=', person.id)
    .execute();
}

/** The log keeps who did what and when, by the pseudonym; the details of what they did (names of files, addresses) are emptied. */
async function eraseFromLog(
  trx: Trx,
  { id, email }: { id: string; email: string | undefined },
): Promise<void> {
  await sql`select set_config('modu.erasing', 'on', true)`.execute(trx);
  await sql`
    update audit_log set detail = '{}'
    where detail <> '{}' and (actor_person_id = ${id} or subject_id = ${id} or position(${email ?? null}::text in detail::text) > 0)`.execute(
    trx,
  );
  await sql`select set_config('modu.erasing', 'off', true)`.execute(trx);
}

/** What keeps a person from leaving: launches that are not settled, and classes that nobody else teaches. */
export async function findTies(
  trx: Trx,
  personId: string,
): Promise<{ launches: number; classes: number; isLastAdministrator: boolean }> {
  const { rows } = await sql<{ launches: number; classes: number; isLastAdministrator: boolean }>`
    select
      (select count(*)::int from launches where person_id = ${personId} and state <> 'settled') as launches,
      (select count(*)::int from classes c
        where c.ended_at is null
          and exists (select from class_members m where m.class_id = c.id and m.person_id = ${personId}
            and m.role = 'teacher' and m.state = 'active')
          and not exists (select from class_members m where m.class_id = c.id and m.person_id <> ${personId}
            and m.role = 'teacher' and m.state = 'active')) as classes,
      exists (select from people where id = ${personId} and 'administrator' = any(roles)) and not exists (
        select from people where id <> ${personId} and 'administrator' = any(roles) and disabled_at is null
      ) as "isLastAdministrator"`.execute(trx);
  return rows[0] ?? { launches: 0, classes: 0, isLastAdministrator: false };
}

/** A person's logins at clusters whose homes are to be emptied. */
export async function listEmptiedLoginIds(trx: Trx, personId: string): Promise<string[]> {
  const rows = await loginsThat(trx, personId, 'isEmptiedAfter').where('ready_at', 'is not', null).execute();
  return rows.map((row) => row.id);
}

/** A person's logins at clusters that go back into their pools. */
export async function listLentLoginIds(trx: Trx, personId: string): Promise<string[]> {
  const rows = await loginsThat(trx, personId, 'isLentAgain').execute();
  return rows.map((row) => row.id);
}

const loginsThat = (trx: Trx, personId: string, rule: Parameters<typeof kindsThat>[0]) =>
  trx
    .selectFrom('logins')
    .select('id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('kind', 'in', kindsThat(rule));
