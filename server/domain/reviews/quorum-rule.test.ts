import { describe, expect, it } from 'vitest';
import type { ScoreCounting } from '../../contract/reviews';
import { decideByQuorum, type CountedReview, type QuorumDecision } from './quorum-rule';

const terms = (counting: ScoreCounting = 'median', reviewsNeeded = 3) => ({
  reviewsNeeded,
  counting,
  grantFrom: 400,
  partFrom: 300,
});

/** A review whose criteria all have one score, and the hours that would do. */
const review = (score: number, hours = 60): CountedReview => ({
  scores: [score, score, score, score],
  recommended: BigInt(hours),
});
const some = (...scores: number[]) => scores.map((score) => review(score));
const all = (score: number): QuorumDecision => ({ kind: 'granted', score, amount: 100n });
const part = (score: number, amount = 60n): QuorumDecision => ({ kind: 'partly-granted', score, amount });
const declined = (score: number): QuorumDecision => ({ kind: 'declined', score });
const open: QuorumDecision = { kind: 'open' };

/** What reviews of a request for 100 come to; at most 60 would do in every reviewer's eyes unless the row says otherwise. */
const rows: [why: string, reviews: CountedReview[], counting: ScoreCounting, QuorumDecision][] = [
  ['nobody has reviewed', [], 'median', open],
  ['one is wanting', some(5, 5), 'median', open],
  ['all excellent', some(5, 5, 5), 'median', all(500)],
  ['just enough for all', some(4, 4, 1), 'median', all(400)],
  ['one out of line moves the median nowhere', some(5, 5, 1), 'median', all(500)],
  ['the mean feels it', some(5, 5, 1), 'mean', part(367)],
  ['the lowest is only it', some(5, 5, 1), 'lowest', declined(100)],
  ['just enough for a part', some(3, 3, 3), 'median', part(300)],
  ['just too little', [...some(3, 3), { scores: [3, 3, 3, 2], recommended: 60n }], 'lowest', declined(275)],
  ['weak', some(2, 2, 5), 'median', declined(200)],
  ['more came than needed', some(5, 4, 4, 2), 'median', all(400)],
  ['of an even number the mean of the middle two', some(5, 4, 3, 3), 'median', part(350)],
  [
    'the lower of the middle hours',
    [review(3, 10), review(3, 30), review(3, 50), review(3, 90)],
    'median',
    part(300, 30n),
  ],
  [
    'all hours would do, at a middling score',
    [review(3, 100), review(3, 100), review(3, 1)],
    'median',
    all(300),
  ],
  ['no hours would do', [review(3, 0), review(3, 0), review(3, 90)], 'median', declined(300)],
  [
    'hours do not matter at an excellent score',
    [review(5, 0), review(5, 0), review(5, 0)],
    'median',
    all(500),
  ],
];

describe('what reviews come to', () => {
  it.each(rows)('%s', (_why, reviews, counting, decision) => {
    expect(decideByQuorum(100n, reviews, terms(counting))).toEqual(decision);
    // Whoever comes first.
    expect(decideByQuorum(100n, [...reviews].reverse(), terms(counting))).toEqual(decision);
  });

  it('never gives more than was asked', () => {
    expect(decideByQuorum(100n, [review(3, 900)], terms('median', 1))).toEqual(all(300));
  });

  it('never gives less for a better review', () => {
    const amountOf = (decision: QuorumDecision) => ('amount' in decision ? decision.amount : 0n);
    for (const counting of ['median', 'mean', 'lowest'] as const)
      for (let a = 1; a <= 5; a += 1)
        for (let b = 1; b <= 5; b += 1)
          for (let c = 1; c < 5; c += 1) {
            const before = amountOf(decideByQuorum(100n, some(a, b, c), terms(counting)));
            const after = amountOf(decideByQuorum(100n, some(a, b, c + 1), terms(counting)));
            expect(after >= before, `${counting} ${a} ${b} ${c}`).toBe(true);
          }
  });
});
