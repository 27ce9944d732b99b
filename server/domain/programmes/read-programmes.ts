import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import type { ProgrammeRow } from '#db/queries/allocations/find-programme';
import { findPerson } from '#db/queries/people/people';
import {
  findResearchProgramme,
  listCalls,
  listResearchProgrammes,
  type CallRow,
} from '#db/queries/programmes/programmes';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { OfferedProgramme, ProgrammeView } from '../../programme-services';
import { today } from '../requests/request-period';
import { mustAdminister } from '../people/people-policy';
import { offerOf, type Offer, type ProgrammeTerms } from './programme-terms';

/** What the actor may ask in, now or in a coming call. Never refuses. */
export async function listOffered(db: Db, actor: Actor): Promise<OfferedProgramme[]> {
  const person = await findPerson(db, actor.personId);
  const rows = await listResearchProgrammes(db);
  const calls = await listCalls(
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const offer = offerOf(toTerms(row, calls), person?.level ?? 'none', today());
    return offer.kind === 'none' ? [] : [toOffered(row, offer)];
  });
}

/**
 * The programme that somebody asks in, and whether they need an adviser in it.
 * @throws AppError[invalid-input] with `programme` when it takes no request of theirs today
 */
export async function getOpenProgramme(
  db: Kysely<Database>,
  actor: Actor,
  name: string,
): Promise<{ programme: ProgrammeRow; needsAdviser: boolean }> {
  const programme = await findResearchProgramme(db, name);
  const person = await findPerson(db, actor.personId);
  const calls = programme ? await listCalls(db, [programme.id]) : [];
  const offer = programme && offerOf(toTerms(programme, calls), person?.level ?? 'none', today());
  if (!programme || offer?.kind !== 'open')
    throw new AppError('invalid-input', { fields: { programme: 'invalid-input' } });
  return { programme, needsAdviser: offer.needsAdviser };
}

/** All of them, for administrators. @throws AppError[not-allowed] */
export async function listProgrammes(db: Db, actor: Actor): Promise<ProgrammeView[]> {
  mustAdminister(actor);
  const rows = await listResearchProgrammes(db);
  const calls = await listCalls(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toProgrammeView(row, calls));
}

/** @throws AppError[not-allowed | not-found] */
export async function getProgrammeView(
  db: Kysely<Database>,
  actor: Actor,
  name: string,
): Promise<ProgrammeView> {
  mustAdminister(actor);
  const row = await findResearchProgramme(db, name);
  if (!row) throw new AppError('not-found');
  return toProgrammeView(row, await listCalls(db, [row.id]));
}

const toTerms = (row: ProgrammeRow, calls: readonly CallRow[]): ProgrammeTerms => ({
  isClosed: row.closed_at !== null,
  isRolling: row.is_rolling,
  calls: calls.filter((call) => call.programmeId === row.id),
  leaderLevels: row.leader_levels,
  adviserLevels: row.adviser_levels,
});

const wordsOf = (row: ProgrammeRow) => ({
  name: row.name,
  titleKo: row.title_ko,
  titleEn: row.title_en,
  summaryKo: row.summary_ko,
  summaryEn: row.summary_en,
  reviewsNeeded: row.reviews_needed,
  firstPercent: row.first_percent,
});

const toOffered = (row: ProgrammeRow, offer: Exclude<Offer, { kind: 'none' }>): OfferedProgramme => ({
  ...wordsOf(row),
  needsAdviser: offer.needsAdviser,
  closesOn: offer.kind === 'open' ? offer.closesOn : undefined,
  opensOn: offer.kind === 'coming' ? offer.opensOn : undefined,
});

const toProgrammeView = (row: ProgrammeRow, calls: readonly CallRow[]): ProgrammeView => ({
  ...wordsOf(row),
  counting: row.score_counting,
  grantFrom: row.grant_from,
  partFrom: row.part_from,
  isAutoAssigned: row.is_auto_assigned,
  isRolling: row.is_rolling,
  calls: calls
    .filter((call) => call.programmeId === row.id)
    .map(({ id, opensOn, closesOn }) => ({ id, opensOn, closesOn })),
  leaderLevels: row.leader_levels,
  adviserLevels: row.adviser_levels,
  isClosed: row.closed_at !== null,
  version: row.version,
});
