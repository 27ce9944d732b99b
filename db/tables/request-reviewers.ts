import type { Generated } from 'kysely';
import type { ReviewState } from '#server/contract/reviews';

/** Rows of `request_reviewers`: who reviews a request, and what they came to; amounts in milli-GPU-seconds, instants in UTC. */
export interface RequestReviewerTable {
  request_id: string;
  person_id: string;
  state: Generated<ReviewState>;
  /** null: the portal chose. */
  assigned_by: string | null;
  /** The reason that who handed it back gave. */
  conflict: Generated<string>;
  comment: Generated<string>;
  /** Hours that would do; null until reviewed. */
  recommended_milli_gpu_seconds: bigint | null;
  assigned_at: Generated<Date>;
  answered_at: Date | null;
}
