import { z } from 'zod';
import { scoreCountings } from '#server/contract/reviews';
import { levels } from '#server/contract/roles';
import type { ProgrammeDraft } from '#server/programme-services';
import { hoursTyped } from '~/parts/request-hours';

const text = z.string().default('');
const tick = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
const someLevels = z.array(z.enum(levels)).default([]);
/** What is no number goes on as -1, so that the service names every wrong field at once. */
const count = text.transform((typed) => (/^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : -1));
const points = text.transform((typed) =>
  /^\s*\d([.,]\d{1,2})?\s*$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 100) : -1,
);

/** What a programme says, as typed. */
export const programmeTerms = {
  titleKo: text,
  titleEn: text,
  summaryKo: text,
  summaryEn: text,
  reviewsNeeded: count,
  counting: z.enum(scoreCountings),
  grantFrom: points,
  partFrom: points,
  firstPercent: count,
  isAutoAssigned: tick,
  isRolling: tick,
  leaderLevels: someLevels,
  adviserLevels: someLevels,
  isClosed: tick,
};

/** What makes a programme. */
export const newProgramme = z.object({
  ...programmeTerms,
  name: text,
  cap: text.transform((typed) => hoursTyped(typed) ?? 0),
});

/** The terms alone. */
export function draftOf(typed: ProgrammeDraft): ProgrammeDraft {
  const { titleKo, titleEn, summaryKo, summaryEn, reviewsNeeded, counting, grantFrom, partFrom } = typed;
  const { isAutoAssigned, isRolling, leaderLevels, adviserLevels, isClosed, firstPercent } = typed;
  return {
    ...{ titleKo, titleEn, summaryKo, summaryEn, reviewsNeeded, counting, grantFrom, partFrom },
    ...{ firstPercent, isAutoAssigned, isRolling, leaderLevels, adviserLevels, isClosed },
  };
}
