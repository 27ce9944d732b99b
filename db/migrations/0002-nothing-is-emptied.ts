import { sql, type Kysely } from 'kysely';

/** A whole-table delete passes by the row triggers of the append-only tables: it is refused as well. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['audit_log', 'ledger_transfers'])
    await sql
      .raw(
        `create trigger ${table}_never_emptied before truncate on ${table} for each statement execute function refuse_change()`,
      )
      .execute(db);
}
