import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/**
 * What could be reserved on an account right now: the least of what is free on it and on every account above.
 * Reads without a lock; `reserveHours` decides. undefined: no such account.
 */
export async function readFreeHours(
  db: Kysely<Database>,
  ledgerAccountId: string,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ free: bigint | null }>`
    select min(granted - pending - posted) as free from ledger_accounts
    where id = any((select path from ledger_accounts where id = ${ledgerAccountId})::uuid[])`.execute(db);
  return rows[0]?.free ?? undefined;
}
