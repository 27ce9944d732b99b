import { sql, type Insertable, type Kysely } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import type { HourReturnTable } from '../../tables/hour-returns';

/** Writes down what was given back; answers whether it was new. */
export async function insertHourReturn(trx: Trx, row: Insertable<HourReturnTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('hour_returns')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Tells whether what a form asked for was done before. */
export async function hasHourReturn(trx: Trx, id: string): Promise<boolean> {
  const row = await trx.selectFrom('hour_returns').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** All that a person ever gave back of their own accord, for themselves and for classes, in milli-GPU-seconds. */
export async function sumReturnsOfPerson(db: Kysely<Database>, personId: string): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(milli_gpu_seconds), 0)::bigint as sum from hour_returns where person_id = ${personId}`.execute(
    db,
  );
  return rows[0]?.sum ?? 0n;
}

export interface OwnAllocation {
  id: string;
  ledgerAccountId: string;
  startsAt: Date;
  endsAt: Date;
  granted: bigint;
  pending: bigint;
  posted: bigint;
}

/** A person's own allocation, none of a class's, locked until the transaction ends; undefined for what is another's. */
export async function lockOwnAllocation(
  trx: Trx,
  id: string,
  personId: string,
): Promise<OwnAllocation | undefined> {
  const { rows } = await sql<OwnAllocation>`
    select a.id, a.ledger_account_id as "ledgerAccountId", a.starts_at as "startsAt", a.ends_at as "endsAt",
      l.granted, l.pending, l.posted
    from allocations a join ledger_accounts l on l.id = a.ledger_account_id
    where a.id = ${id} and a.person_id = ${personId} and a.class_id is null
    for no key update`.execute(trx);
  return rows[0];
}

/** Ends an allocation now: what runs settles, nothing new starts. */
export async function endAllocation(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('allocations')
    .set({ ends_at: sql<Date>`greatest(now(), starts_at + interval '1 second')` })
    .where('id', '=', id)
    .execute();
}

/** What classes' hours money has bought and not given back: they go back by a refund alone. */
export async function boughtByClass(db: Kysely<Database>, classId: string): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(greatest(p.milli_gpu_seconds - coalesce(r.returned, 0), 0)), 0)::bigint as sum
    from purchases p
    left join lateral (
      select sum(f.milli_gpu_seconds) as returned from refunds f where f.purchase_id = p.id and f.state <> 'failed'
    ) r on true
    where p.class_id = ${classId} and p.state = 'paid'`.execute(db);
  return rows[0]?.sum ?? 0n;
}
