import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import type { RequestRow } from '#db/queries/requests/requests';
import { listCandidates, readTies, type CandidateRow } from '#db/queries/requests/reviewers';
import type { ConflictKind } from '../../contract/reviews';
import { conflictsOf } from './conflict-rules';

export type Candidate = CandidateRow & { conflicts: ConflictKind[] };

/** Everybody who reviews, with what speaks against it; who has the least to do comes first. */
export async function listCandidatesWithConflicts(
  db: Kysely<Database>,
  request: RequestRow,
): Promise<Candidate[]> {
  const ties = await readTies(db, { id: request.id, personId: request.person_id });
  const applicant = { personId: request.person_id, schoolName: request.schoolName };
  return (await listCandidates(db, request.id)).map((candidate) => ({
    ...candidate,
    conflicts: conflictsOf({ ...ties, applicant, reviewer: candidate }),
  }));
}
