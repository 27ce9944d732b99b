import { z } from 'zod';
import { reviewCriteria, type ReviewCriterion } from '#server/contract/reviews';
import type { ReviewDraft } from '#server/review-services';
import { hoursTyped } from '~/parts/request-hours';

const review = z
  .object({
    intent: z.literal('review'),
    comment: z.string().default(''),
    recommended: z.string().default(''),
  })
  // `score-merit`, `comment-merit` and so on: read below, the service names every wrong one.
  .catchall(z.union([z.string(), z.array(z.string())]))
  .transform((typed) => ({ intent: typed.intent, draft: toDraft(typed) }));

/** What is done on the page of a request to review. */
export const reviewForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('decide'),
    choice: z.enum(['all', 'part', 'ask', 'decline']),
    version: z.coerce.number(),
    asked: z.coerce.number(),
    amount: z.string().default(''),
    words: z.string().default(''),
  }),
  review,
  z.object({ intent: z.literal('hand-back'), conflict: z.string().default('') }),
  z.object({ intent: z.literal('accept-report'), version: z.coerce.number() }),
  z.object({
    intent: z.literal('return-report'),
    version: z.coerce.number(),
    reason: z.string().default(''),
  }),
  z.object({ intent: z.literal('assign'), personId: z.string() }),
  z.object({ intent: z.literal('take-off'), personId: z.string() }),
]);
export type ReviewForm = z.output<typeof reviewForm>;

function toDraft(
  typed: Record<string, string | string[]> & { comment: string; recommended: string },
): ReviewDraft {
  const text = (name: string): string => {
    const value = typed[name];
    return typeof value === 'string' ? value : '';
  };
  const each = <Value>(read: (criterion: ReviewCriterion) => Value) =>
    Object.fromEntries(reviewCriteria.map((criterion) => [criterion, read(criterion)])) as Record<
      ReviewCriterion,
      Value
    >;
  return {
    // What is no number goes on as 0, which the service refuses by its field.
    scores: each((criterion) => Number(text(`score-${criterion}`)) || 0),
    comments: each((criterion) => text(`comment-${criterion}`)),
    comment: typed.comment,
    recommendedMilliGpuSeconds: recommendedOf(typed.recommended),
  };
}

/** None is an answer, too; what cannot be read becomes -1, which the service refuses. */
function recommendedOf(text: string): number {
  if (/^\s*0+([.,]0*)?\s*$/.test(text)) return 0;
  return hoursTyped(text) ?? -1;
}
