import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { PurchaseTable } from '../../tables/purchases';

export type PurchaseRow = Selectable<PurchaseTable>;
export type NamedPurchaseRow = PurchaseRow & { className: string; schoolName: string; buyerName: string };

/** Writes a purchase; nothing when its person has used the key before. */
export async function insertPurchase(trx: Trx, row: Insertable<PurchaseTable>): Promise<void> {
  await trx
    .insertInto('purchases')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'idempotency_key']).doNothing())
    .execute();
}

/** The purchase of a person under a key; undefined when there is none. */
export function findPurchaseByKey(
  db: Kysely<Database>,
  personId: string,
  key: string,
): Promise<PurchaseRow | undefined> {
  return db
    .selectFrom('purchases')
    .selectAll()
    .where('person_id', '=', personId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

/** Whoever's; for what the provider tells. */
export function findPurchase(db: Kysely<Database>, id: string): Promise<PurchaseRow | undefined> {
  return db.selectFrom('purchases').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export function lockPurchase(trx: Trx, id: string): Promise<PurchaseRow | undefined> {
  return trx.selectFrom('purchases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Changes a purchase. */
export async function updatePurchase(
  db: Kysely<Database>,
  id: string,
  change: Partial<Pick<PurchaseRow, 'state' | 'checkout_id' | 'checkout_url' | 'payment_id' | 'paid_at'>>,
): Promise<void> {
  await db.updateTable('purchases').set(change).where('id', '=', id).execute();
}

/** One's own, newest first, at most 100; `id`: that one alone. */
export function listPurchases(
  db: Kysely<Database>,
  of: { personId: string; id?: string },
): Promise<NamedPurchaseRow[]> {
  const query = named(db).where('p.person_id', '=', of.personId).orderBy('p.id', 'desc').limit(100);
  return (of.id === undefined ? query : query.where('p.id', '=', of.id)).execute();
}

/** What was paid for a class, newest first, at most 100. */
export function listGifts(db: Kysely<Database>, classId: string): Promise<NamedPurchaseRow[]> {
  return named(db)
    .where('p.class_id', '=', classId)
    .where('p.state', '=', 'paid')
    .orderBy('p.paid_at', 'desc')
    .limit(100)
    .execute();
}

const named = (db: Kysely<Database>) =>
  db
    .selectFrom('purchases as p')
    .innerJoin('classes as c', 'c.id', 'p.class_id')
    .innerJoin('people as b', 'b.id', 'p.person_id')
    .selectAll('p')
    .select(['c.name as className', 'c.school_name as schoolName', 'b.display_name as buyerName']);

export interface PayableClass {
  id: string;
  name: string;
  schoolName: string;
  subject: string;
  size: number;
  isOwn: boolean;
}

/** Classes that go on: those a person teaches, and with `alsoSeeking` those that look for a sponsor; by name, at most 200. */
export function listPayableClasses(
  db: Kysely<Database>,
  personId: string,
  alsoSeeking: boolean,
): Promise<PayableClass[]> {
  const isOwn = sql<boolean>`exists (select from class_members m where m.class_id = c.id
    and m.person_id = ${personId} and m.role = 'teacher' and m.state = 'active')`;
  return db
    .selectFrom('classes as c')
    .select(['c.id', 'c.name', 'c.school_name as schoolName', 'c.subject', 'c.size', isOwn.as('isOwn')])
    .where('c.ended_at', 'is', null)
    .where((is) => (alsoSeeking ? is.or([isOwn, is('c.seeks_sponsors', '=', true)]) : isOwn))
    .orderBy('c.name')
    .limit(200)
    .execute();
}
