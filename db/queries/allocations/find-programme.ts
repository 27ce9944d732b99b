import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../database';
import type { ProgrammeTable } from '../../tables/programmes';

export type ProgrammeRow = Selectable<ProgrammeTable>;

/** A programme by its name. @throws Error when the ledger's roots were not written (`ensureLedgerRoots`). */
export function getProgramme(db: Kysely<Database>, name: string): Promise<ProgrammeRow> {
  return db
    .selectFrom('programmes')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirstOrThrow(() => new Error(`no programme ${name}: the ledger's roots are missing`));
}
