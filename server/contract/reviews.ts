/** What a reviewer gives a score for, 1 (weak) to 5 (excellent). In the order of the form. */
export const reviewCriteria = ['merit', 'method', 'amount', 'readiness'] as const;
export type ReviewCriterion = (typeof reviewCriteria)[number];

/** Which score counts of several reviews: the one in the middle, their mean, or the lowest. */
export const scoreCountings = ['median', 'mean', 'lowest'] as const;
export type ScoreCounting = (typeof scoreCountings)[number];

/** asked: waits for the review · handed-back: they declared a conflict · taken-off: an administrator chose another. */
export const reviewStates = ['asked', 'reviewed', 'handed-back', 'taken-off'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Why somebody cannot review a request; `server/domain/reviews/conflict-rules.ts` says when. */
export const conflictKinds = ['own', 'adviser', 'same-school', 'teaches', 'declared'] as const;
export type ConflictKind = (typeof conflictKinds)[number];
