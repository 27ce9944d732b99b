import { sql, type Kysely } from 'kysely';

/** An identity at a provider can be named on its person's page. `provider` is the issuer. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table identities add column id uuid unique not null default gen_random_uuid()`.execute(db);
  await sql`alter table identities add column email text not null default ''`.execute(db);
  await sql`create index identities_person on identities (person_id)`.execute(db);
}
