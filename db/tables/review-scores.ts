import type { Generated } from 'kysely';
import type { ReviewCriterion } from '#server/contract/reviews';

/** Rows of `review_scores`: 1 (weak) to 5 (excellent), one for each criterion of a review. */
export interface ReviewScoreTable {
  request_id: string;
  person_id: string;
  criterion: ReviewCriterion;
  score: number;
  comment: Generated<string>;
}
