import { describe, expect, it } from 'vitest';
import type { ConflictKind } from '../../contract/reviews';
import { conflictsOf, type ConflictFacts } from './conflict-rules';

const free: ConflictFacts = {
  reviewer: { personId: 'r', email: 'r@one.kr', schoolName: '가람대학교' },
  applicant: { personId: 'a', schoolName: '나래대학교' },
  adviserEmails: ['prof@two.kr'],
  teacherIds: ['t'],
  declaredIds: ['d'],
};
const reviewer = (change: Partial<ConflictFacts['reviewer']>): ConflictFacts => ({
  ...free,
  reviewer: { ...free.reviewer, ...change },
});

const rows: [why: string, facts: ConflictFacts, ConflictKind[]][] = [
  ['nothing', free, []],
  ['their own request', reviewer({ personId: 'a' }), ['own']],
  ['adviser of the applicant', reviewer({ email: 'prof@two.kr' }), ['adviser']],
  ['same school', reviewer({ schoolName: '나래대학교' }), ['same-school']],
  ['same school, written otherwise', reviewer({ schoolName: ' 나래 대학교.' }), ['same-school']],
  ['part of the name of another school', reviewer({ schoolName: '나래' }), []],
  [
    'both without a school',
    { ...reviewer({ schoolName: ' ' }), applicant: { personId: 'a', schoolName: '' } },
    [],
  ],
  ['teaches the applicant', reviewer({ personId: 't' }), ['teaches']],
  ['has handed it back', reviewer({ personId: 'd' }), ['declared']],
  ['no address is nobody’s address', { ...reviewer({ email: null }), adviserEmails: [] }, []],
  ['several', reviewer({ personId: 't', email: 'prof@two.kr' }), ['adviser', 'teaches']],
];

describe('who cannot review', () => {
  it.each(rows)('%s', (_why, facts, conflicts) => expect(conflictsOf(facts)).toEqual(conflicts));
});
