import { sql, type Kysely, type Selectable, type Updateable } from 'kysely';
import type { Database } from '../../database';
import type { Trx } from '../../client';
import type { GuardianConsentTable } from '../../tables/guardian-consents';

export type ConsentRow = Selectable<GuardianConsentTable>;

/** Writes that a child has asked. */
export async function insertConsent(
  db: Kysely<Database>,
  consent: {
    id: string;
    guardianEmail: string;
    locale: ConsentRow['locale'];
    handleHash: string;
    codeHash: string;
    textVersion: string;
    expiresAt: Date;
  },
): Promise<void> {
  await db
    .insertInto('guardian_consents')
    .values({
      id: consent.id,
      state: 'asked',
      guardian_email: consent.guardianEmail,
      locale: consent.locale,
      handle_hash: consent.handleHash,
      code_hash: consent.codeHash,
      text_version: consent.textVersion,
      expires_at: consent.expiresAt,
    })
    .execute();
}

/** One by id, by what the child's browser holds, or by what it reads out; undefined when there is none, or it has run out. */
export async function findConsent(
  db: Kysely<Database>,
  by: { id: string } | { handleHash: string } | { codeHash: string },
): Promise<ConsentRow | undefined> {
  const [column, value] =
    'id' in by
      ? (['id', by.id] as const)
      : 'handleHash' in by
        ? (['handle_hash', by.handleHash] as const)
        : (['code_hash', by.codeHash] as const);
  return db
    .selectFrom('guardian_consents')
    .selectAll()
    .where(column, '=', value)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', sql<Date>`now()`)]))
    .executeTakeFirst();
}

/** The same by id, and nobody else changes it until the transaction ends. */
export async function lockConsent(trx: Trx, id: string): Promise<ConsentRow | undefined> {
  return trx
    .selectFrom('guardian_consents')
    .selectAll()
    .where('id', '=', id)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', sql<Date>`now()`)]))
    .forUpdate()
    .executeTakeFirst();
}

/** Changes one. */
export async function updateConsent(
  trx: Trx,
  id: string,
  change: Updateable<GuardianConsentTable>,
): Promise<void> {
  await trx.updateTable('guardian_consents').set(change).where('id', '=', id).execute();
}

/** Forgets one whole, with its links and its form. It must have no receipts. */
export async function deleteConsent(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('guardian_consents').where('id', '=', id).execute();
}

/** Nothing of the guardian stays but that there was one. */
export const endConsent = (trx: Trx, id: string): Promise<void> =>
  updateConsent(trx, id, {
    state: 'ended',
    guardian_email: null,
    handle_hash: null,
    code_hash: null,
    ended_at: new Date(),
    expires_at: null,
  });

/** What an address has agreed to and not taken back, newest first, with the child once it has joined. */
export async function listConsentsOf(db: Kysely<Database>, guardianEmail: string) {
  return db
    .selectFrom('guardian_consents as consents')
    .leftJoin('people', 'people.id', 'consents.person_id')
    .selectAll('consents')
    .select([
      'people.email',
      'people.display_name',
      'people.school_name',
      'people.level',
      'people.birth_year_month',
      'people.country',
      'people.stopped_at',
      'people.created_at as person_created_at',
    ])
    .where('guardian_email', '=', guardianEmail)
    .where('state', 'in', ['given', 'joined', 'leaving', 'grown'])
    .orderBy('consents.id', 'desc')
    .execute();
}

/** Whether anything hangs on an address still. */
export async function isGuardianKnown(db: Kysely<Database>, guardianEmail: string): Promise<boolean> {
  const row = await db
    .selectFrom('guardian_consents')
    .select('id')
    .where('guardian_email', '=', guardianEmail)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where one stands whose child is this person; undefined when no guardian agreed for them. */
export async function findConsentOfPerson(
  db: Kysely<Database>,
  personId: string,
): Promise<ConsentRow | undefined> {
  return db.selectFrom('guardian_consents').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** Those that wait for the guardian's answer and are due a word of reminder; others who look pass over them until the transaction ends. */
export async function lockDueReminders(trx: Trx, days: readonly number[]): Promise<ConsentRow[]> {
  const due = days.map(
    (day, index) => sql<boolean>`(reminders = ${index} and asked_at < now() - make_interval(days => ${day}))`,
  );
  return trx
    .selectFrom('guardian_consents')
    .selectAll()
    .where('state', 'in', ['asked', 'agreed'])
    .where('expires_at', '>', sql<Date>`now()`)
    .where((is) => is.or(due))
    .orderBy('id')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Those whose time is over. */
export async function lockExpired(trx: Trx): Promise<ConsentRow[]> {
  return trx
    .selectFrom('guardian_consents')
    .selectAll()
    .where('expires_at', '<=', sql<Date>`now()`)
    .orderBy('id')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Those whose child has joined, with what tells whether it is old enough by now. */
export async function listJoined(
  db: Kysely<Database>,
): Promise<{ id: string; birth_year_month: string; country: string }[]> {
  return db
    .selectFrom('guardian_consents')
    .innerJoin('people', 'people.id', 'guardian_consents.person_id')
    .select(['guardian_consents.id', 'people.birth_year_month', 'people.country'])
    .where('state', '=', 'joined')
    .execute();
}
