import { sql } from 'kysely';
import type { Db } from '#db/client';

/** Every cell of every table that holds one of the words, by table and column. */
export async function findWords(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('public', 'graphile_worker') and t.table_type = 'BASE TABLE'`.execute(db);
  const found: string[] = [];
  for (const { table, column } of rows)
    for (const word of words) {
      const schema = table.startsWith('_private') || table === 'migrations' ? 'graphile_worker' : 'public';
      const { rows: hits } = await sql<{ hits: number }>`select count(*)::int as hits
        from ${sql.table(`${schema}.${table}`)} where position(${word} in ${sql.ref(column)}::text) > 0`.execute(
        db,
      );
      if ((hits[0]?.hits ?? 0) > 0) found.push(`${table}.${column}: ${word}`);
    }
  return found;
}
