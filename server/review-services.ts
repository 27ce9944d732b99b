import type { Actor } from './actor';
import type { ConflictKind, ReviewCriterion, ReviewState, ScoreCounting } from './contract/reviews';
import type { RequestView } from './hours-services';

/* Requests that several reviewers decide on by quorum; a part of `services.ts`. Scores of criteria are 1–5, all others hundredths (100–500). */

export interface ReviewDraft {
  scores: Partial<Record<ReviewCriterion, number>>;
  /** Of criteria; may be left out. */
  comments: Partial<Record<ReviewCriterion, string>>;
  /** What the applicant reads. */
  comment: string;
  /** Hours that would do: 0 up to what is asked. */
  recommendedMilliGpuSeconds: number;
}

export interface ReviewView {
  scores: { criterion: ReviewCriterion; score: number; comment: string }[];
  /** Mean of the criteria. */
  score: number;
  comment: string;
  recommendedMilliGpuSeconds: number;
}

export interface ReviewerView {
  /** undefined where the reader is not told who it is. */
  personId: string | undefined;
  name: string | undefined;
  isMine: boolean;
  state: ReviewState;
  /** Why they handed it back; for administrators, else empty. */
  conflict: string;
  /** undefined: not given yet, or not for the reader's eyes yet. */
  review: ReviewView | undefined;
}

export interface PanelView {
  needed: number;
  given: number;
  counting: ScoreCounting;
  grantFrom: number;
  partFrom: number;
  /** The score that counted; undefined until the decision, and for who reads no reviews. */
  score: number | undefined;
  /** The applicant sees those who gave a review only. */
  reviewers: ReviewerView[];
  /** For administrators while reviewers can be chosen, else empty. */
  candidates: {
    personId: string;
    name: string;
    schoolName: string;
    open: number;
    conflicts: ConflictKind[];
  }[];
}

export interface ReviewServices {
  /** undefined: the request is not decided by quorum. @throws AppError[not-found] */
  panel(actor: Actor, requestId: string): Promise<PanelView | undefined>;
  /**
   * Signs a review; the one that completes the quorum decides, grants and mails in the same transaction.
   * @throws AppError[not-found | not-allowed | wrong-state | changed-meanwhile | invalid-input]
   */
  write(actor: Actor, requestId: string, draft: ReviewDraft): Promise<RequestView>;
  /** Declares a conflict of interest: the reviewer sees the request no more, and the portal asks another. @throws as `write` */
  handBack(actor: Actor, requestId: string, reason: string): Promise<void>;
  /** Asks a reviewer. @throws AppError[not-found | not-allowed | wrong-state]; [invalid-input] with `personId` for one with a conflict */
  assign(actor: Actor, requestId: string, personId: string): Promise<void>;
  /** Asks a reviewer no more who has not answered. @throws AppError[not-found | not-allowed | wrong-state | changed-meanwhile] */
  takeOff(actor: Actor, requestId: string, personId: string): Promise<void>;
}
