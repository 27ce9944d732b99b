import { sql, type Kysely } from 'kysely';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import { createLedgerAccount } from '../ledger/create-ledger-account';

export interface Balance {
  granted: bigint;
  pending: bigint;
  posted: bigint;
}

/** The cached balances of an account; all zero for an account that is not there (yet). */
export async function readBalance(db: Kysely<Database>, ledgerAccountId: string | null): Promise<Balance> {
  const row =
    ledgerAccountId === null
      ? undefined
      : await db
          .selectFrom('ledger_accounts')
          .select(['granted', 'pending', 'posted'])
          .where('id', '=', ledgerAccountId)
          .executeTakeFirst();
  return row ?? { granted: 0n, pending: 0n, posted: 0n };
}

export interface ClassPart extends Balance {
  personId: string;
  part: 'share' | 'pool';
  ledgerAccountId: string;
}

/** Every student's share and way into the pool, with the balances as they are under the class's lock. */
export async function listClassParts(trx: Trx, classId: string): Promise<ClassPart[]> {
  const rows = await trx
    .selectFrom('allocations as a')
    .innerJoin('ledger_accounts as l', 'l.id', 'a.ledger_account_id')
    .select([
      'a.person_id as personId',
      'a.part',
      'a.ledger_account_id as ledgerAccountId',
      'l.granted',
      'l.pending',
      'l.posted',
    ])
    .where('a.class_id', '=', classId)
    .orderBy('l.id')
    .execute();
  return rows.flatMap((row) => (row.part === null ? [] : [{ ...row, part: row.part }]));
}

/** Makes a student's part of a class without hours; one that was ended begins again. Harmless when called twice. */
export async function putClassPart(
  trx: Trx,
  part: {
    classId: string;
    personId: string;
    part: 'share' | 'pool';
    parentAccountId: string;
    programmeId: string;
    title: string;
    startsAt: Date;
    endsAt: Date;
  },
): Promise<void> {
  const existing = await trx
    .selectFrom('allocations')
    .select('id')
    .where('class_id', '=', part.classId)
    .where('person_id', '=', part.personId)
    .where('part', '=', part.part)
    .executeTakeFirst();
  if (existing) {
    await trx
      .updateTable('allocations')
      .set({ ends_at: part.endsAt })
      .where('id', '=', existing.id)
      .execute();
    return;
  }
  const ledgerAccountId = await createLedgerAccount(trx, {
    parentId: part.parentAccountId,
    kind: 'person',
    name: part.part,
  });
  await trx
    .insertInto('allocations')
    .values({
      id: newId(),
      person_id: part.personId,
      programme_id: part.programmeId,
      request_id: null,
      class_id: part.classId,
      part: part.part,
      ledger_account_id: ledgerAccountId,
      title: part.title,
      starts_at: part.startsAt,
      ends_at: part.endsAt,
    })
    .execute();
}

/** Ends the parts of one student, or of the whole class, now: what runs settles, nothing new starts. */
export async function endClassParts(trx: Trx, classId: string, personId?: string): Promise<void> {
  let update = trx
    .updateTable('allocations')
    .set({ ends_at: sql<Date>`greatest(now(), starts_at + interval '1 second')` })
    .where('class_id', '=', classId)
    .where('ends_at', '>', sql<Date>`now()`);
  if (personId !== undefined) update = update.where('person_id', '=', personId);
  await update.execute();
}
