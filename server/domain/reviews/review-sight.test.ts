import { describe, expect, it } from 'vitest';
import { readsReview, type Sight } from './review-sight';

const [open, decided] = ['submitted', 'partly-granted'] as const;
const sight = (who: Sight['who'], state: Sight['state'], change: Partial<Sight> = {}): Sight => ({
  ...{ who, state, isMine: false, hasGivenOwn: false },
  ...change,
});

const rows: [why: string, Sight, boolean][] = [
  ['the applicant before the decision', sight('owner', open), false],
  ['the applicant after it', sight('owner', decided), true],
  ['an applicant who took it back', sight('owner', 'withdrawn'), false],
  ['a reviewer who has not given theirs', sight('reviewer', open), false],
  ['a reviewer who has', sight('reviewer', open, { hasGivenOwn: true }), true],
  ['their own', sight('reviewer', open, { isMine: true }), true],
  ['a reviewer who never gave one, after the decision', sight('reviewer', decided), false],
  ['an administrator before the decision', sight('administrator', open), false],
  ['an administrator after it', sight('administrator', decided), true],
];

describe('who reads a review', () => {
  it.each(rows)('%s', (_why, what, reads) => expect(readsReview(what)).toBe(reads));
});
