import { sql, type Kysely } from 'kysely';

/** A person can be erased: what names them goes, the books stay. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table people add column erased_at timestamptz`,
  // The log stays append-only but for one change: what stands in `detail` may be emptied, and nothing else, by a transaction that says so.
  `create function refuse_change_but_erasing() returns trigger language plpgsql as $$
   begin
     if tg_op = 'UPDATE' and current_setting('modu.erasing', true) = 'on'
       and new.detail = '{}' and (to_jsonb(new) - 'detail') = (to_jsonb(old) - 'detail') then
       return new;
     end if;
     raise exception '% is append-only', tg_table_name;
   end $$`,
  `drop trigger audit_log_append_only on audit_log`,
  `create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_change_but_erasing()`,
];
