import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import type { ProgrammeTable } from '../../tables/programmes';

export interface AllocationRow {
  id: string;
  title: string;
  requestId: string | null;
  programmeName: string;
  programmeKind: ProgrammeTable['kind'];
  programmeTitleKo: string;
  programmeTitleEn: string;
  /** Names; empty: every cluster. */
  clusters: string[];
  startsAt: Date;
  endsAt: Date;
  ledgerAccountId: string;
  granted: bigint;
  pending: bigint;
  posted: bigint;
}

/** All allocations of a person with their balances, the one that ends first on top. */
export function listAllocationsOfPerson(db: Kysely<Database>, personId: string): Promise<AllocationRow[]> {
  return allocations(db).where('a.person_id', '=', personId).orderBy('a.ends_at').orderBy('a.id').execute();
}

/** The automatic allocation of a programme that a person has; undefined when none was given yet. */
export function findAutomaticAllocation(
  db: Kysely<Database>,
  personId: string,
  programmeId: string,
): Promise<AllocationRow | undefined> {
  return allocations(db)
    .where('a.person_id', '=', personId)
    .where('a.programme_id', '=', programmeId)
    .where('a.request_id', 'is', null)
    .executeTakeFirst();
}

const allocations = (db: Kysely<Database>) =>
  db
    .selectFrom('allocations as a')
    .innerJoin('programmes as p', 'p.id', 'a.programme_id')
    .innerJoin('ledger_accounts as l', 'l.id', 'a.ledger_account_id')
    .select([
      'a.id',
      'a.title',
      'a.request_id as requestId',
      'p.name as programmeName',
      'p.kind as programmeKind',
      'p.title_ko as programmeTitleKo',
      'p.title_en as programmeTitleEn',
      'a.clusters',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
      'a.ledger_account_id as ledgerAccountId',
      'l.granted',
      'l.pending',
      'l.posted',
    ]);
