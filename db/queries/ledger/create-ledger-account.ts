import { sql, type Kysely } from 'kysely';
import type { LedgerAccountId } from '#server/contract/ids';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { LedgerAccountTable } from '../../tables/ledger-accounts';

export interface NewLedgerAccount {
  /** null: a root. */
  parentId: string | null;
  kind: LedgerAccountTable['kind'];
  name: string;
  /** [a new one] */
  id?: string;
}

/**
 * Makes an empty account below another and answers its id. With an id that exists already nothing changes.
 * @throws Error when the parent does not exist.
 */
export async function createLedgerAccount(
  db: Kysely<Database>,
  account: NewLedgerAccount,
): Promise<LedgerAccountId> {
  const id = account.id ?? newId();
  const above = sql`coalesce((select path from ledger_accounts where id = ${account.parentId}::uuid), '{}')`;
  await sql`
    insert into ledger_accounts (id, parent_id, path, kind, name)
    values (${id}, ${account.parentId}, ${above} || ${id}::uuid, ${account.kind}, ${account.name})
    on conflict (id) do nothing`.execute(db);
  return id as LedgerAccountId;
}
