import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';
import type { AllocationTable } from '../../tables/allocations';
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
  /** A student's part of a class; null for a person's own allocation. */
  part: AllocationTable['part'];
  classId: string | null;
  /** The least that is free on the account and above it. */
  freeOnPath: bigint;
  /** The teacher has stopped the student's part of the class. */
  isFrozen: boolean;
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
      'a.part',
      'a.class_id as classId',
      sql<bigint>`(select min(x.granted - x.pending - x.posted) from ledger_accounts x where x.id = any(l.path))`.as(
        'freeOnPath',
      ),
      sql<boolean>`exists (select from class_members m
        where m.class_id = a.class_id and m.person_id = a.person_id and m.frozen_at is not null)`.as(
        'isFrozen',
      ),
    ]);
