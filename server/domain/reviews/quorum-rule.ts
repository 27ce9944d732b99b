import type { ScoreCounting } from '../../contract/reviews';

/** What the rule reads of one review. Scores 1–5; hours in milli-GPU-seconds, at most what was asked. */
export interface CountedReview {
  scores: readonly number[];
  recommended: bigint;
}

/** What a programme says about deciding; scores in hundredths, 100–500. */
export interface QuorumTerms {
  reviewsNeeded: number;
  counting: ScoreCounting;
  grantFrom: number;
  partFrom: number;
}

/** amount: over 0, in milli-GPU-seconds. score: the one that counted, in hundredths. */
export type QuorumDecision =
  | { kind: 'open' }
  | { kind: 'declined'; score: number }
  | { kind: 'granted' | 'partly-granted'; score: number; amount: bigint };

/** Mean of a review's criteria, in hundredths, rounded. Never throws; without scores 0. */
export const ownScore = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : Math.round((sum(scores) * 100) / scores.length);

/** How several reviews' scores, in ascending order and at least one, become the one that counts. */
const countings: Record<ScoreCounting, (ascending: readonly number[]) => number> = {
  lowest: ([first = 0]) => first,
  mean: (all) => Math.round(sum(all) / all.length),
  median: (all) => Math.round(((all[(all.length - 1) >> 1] ?? 0) + (all[all.length >> 1] ?? 0)) / 2),
};

/**
 * The bands, best first; the first one that the score reaches holds.
 * amount: what it gives of what was asked, and of the hours that would do in the reviewers' eyes.
 */
const bands: readonly {
  from: (terms: QuorumTerms) => number;
  amount: (asked: bigint, recommended: readonly bigint[]) => bigint;
}[] = [
  { from: (terms) => terms.grantFrom, amount: (asked) => asked },
  { from: (terms) => terms.partFrom, amount: (asked, recommended) => least(asked, lowerMedian(recommended)) },
  { from: () => 0, amount: () => 0n },
];

/** The score that counts, in hundredths; undefined without reviews. Never throws. */
export function countedScore(reviews: readonly CountedReview[], counting: ScoreCounting): number | undefined {
  if (reviews.length === 0) return undefined;
  return countings[counting](reviews.map((review) => ownScore(review.scores)).sort((a, b) => a - b));
}

/** What the reviews come to: open until there are as many as needed. The order of the reviews does not matter. Never throws. */
export function decideByQuorum(
  asked: bigint,
  reviews: readonly CountedReview[],
  terms: QuorumTerms,
): QuorumDecision {
  const score = countedScore(reviews, terms.counting);
  if (score === undefined || reviews.length < terms.reviewsNeeded) return { kind: 'open' };
  const band = bands.find(({ from }) => score >= from(terms));
  const amount =
    band?.amount(
      asked,
      reviews.map((review) => review.recommended),
    ) ?? 0n;
  if (amount === 0n) return { kind: 'declined', score };
  return { kind: amount === asked ? 'granted' : 'partly-granted', score, amount };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Of an even number the lower of the two in the middle: when in doubt, fewer hours. */
function lowerMedian(amounts: readonly bigint[]): bigint {
  const ascending = [...amounts].sort((a, b) => (a < b ? -1 : Number(a > b)));
  return ascending[(ascending.length - 1) >> 1] ?? 0n;
}
