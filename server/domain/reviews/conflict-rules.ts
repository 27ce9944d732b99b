import { conflictKinds, type ConflictKind } from '../../contract/reviews';

/** What the rules look at; addresses normalised. */
export interface ConflictFacts {
  reviewer: { personId: string; email: string | null; schoolName: string };
  applicant: { personId: string; schoolName: string };
  /** Whom the applicant has named in this request and all others. */
  adviserEmails: readonly string[];
  /** Teachers of classes that the applicant is in, or was. */
  teacherIds: readonly string[];
  /** Who handed this request back. */
  declaredIds: readonly string[];
}

/** When somebody cannot review a request. One line a rule. */
const rules: Record<ConflictKind, (facts: ConflictFacts) => boolean> = {
  own: ({ reviewer, applicant }) => reviewer.personId === applicant.personId,
  adviser: ({ reviewer, adviserEmails }) => reviewer.email !== null && adviserEmails.includes(reviewer.email),
  'same-school': ({ reviewer, applicant }) =>
    plain(reviewer.schoolName) !== '' && plain(reviewer.schoolName) === plain(applicant.schoolName),
  teaches: ({ reviewer, teacherIds }) => teacherIds.includes(reviewer.personId),
  declared: ({ reviewer, declaredIds }) => declaredIds.includes(reviewer.personId),
};

/** All conflicts of somebody with a request, in the order of the contract; empty: they can review it. Never throws. */
export const conflictsOf = (facts: ConflictFacts): ConflictKind[] =>
  conflictKinds.filter((kind) => rules[kind](facts));

/** People write their school by hand: spaces, dots, case and compatibility forms do not make another school. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
