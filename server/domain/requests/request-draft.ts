import { z } from 'zod';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { milliGpuSecondsPerGpuHour } from '../../contract/hours';
import { limits } from '../../contract/limits';
import type { RequestDraft } from '../../hours-services';
import { daysOf, isDay, today } from './request-period';

/** Signs that turn the direction of text: they can make a line read as another. @see Unicode UAX #9, 2.1–2.4 */
const noTricks = /^[^\u202a-\u202e\u2066-\u2069]*$/u;
const oneLine = /^\P{Cc}*$/u;
// Control characters are refused, line breaks and tabs are not.
const noControls = /^[^\u0000-\u0008\u000b-\u001f\u007f]*$/u;

const tidy = z.string().transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim());

const draftSchema = z.object({
  title: tidy.pipe(z.string().min(1).max(limits.nameCharacters).regex(noTricks).regex(oneLine)),
  purpose: tidy.pipe(z.string().min(1).max(limits.purposeCharacters).regex(noTricks).regex(noControls)),
  askedMilliGpuSeconds: z
    .number()
    .int()
    .min(1)
    .max(limits.askedGpuHours * milliGpuSecondsPerGpuHour),
  clusters: z
    .array(z.string().max(31))
    .max(50)
    .transform((names) => [...new Set(names)].sort()),
  startsOn: z.string().refine(isDay),
  endsOn: z.string().refine(isDay),
});

/** Words of a person that go with a step: one to 4,000 characters, lines allowed. */
const wordsSchema = tidy.pipe(
  z.string().min(1).max(limits.purposeCharacters).regex(noTricks).regex(noControls),
);

/**
 * Reads what was asked, tidied. knownClusters: the names that may be chosen; todayOn: `YYYY-MM-DD` [today].
 * @throws AppError[invalid-input] with every wrong field.
 */
export function readRequestDraft(
  draft: RequestDraft,
  knownClusters: readonly string[],
  todayOn = today(),
): RequestDraft {
  const result = draftSchema.safeParse(draft);
  const fields: FieldErrors = {};
  for (const issue of result.error?.issues ?? []) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  // Every wrong field at once: what the schema cannot know is looked at even when it found something.
  Object.assign(fields, wrongChoices(draft, knownClusters, todayOn));
  if (!result.data || Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
  return result.data;
}

function wrongChoices(draft: RequestDraft, knownClusters: readonly string[], todayOn: string): FieldErrors {
  const { startsOn, endsOn, clusters } = draft;
  const isWrongStart = isDay(startsOn) && !isWithin(todayOn, startsOn);
  const isWrongEnd = isDay(startsOn) && isDay(endsOn) && !isWithin(startsOn, endsOn);
  return {
    ...(clusters.some((name) => !knownClusters.includes(name)) && { clusters: 'invalid-input' }),
    ...(isWrongStart && { startsOn: 'invalid-input' }),
    ...(isWrongEnd && { endsOn: 'invalid-input' }),
  };
}

/** Tells whether the second day is the first or one of those after it, for the length of the longest period. */
function isWithin(first: string, second: string): boolean {
  const days = daysOf(first, second);
  return days >= 1 && days <= limits.requestDays;
}

/** Reads a question, answer or reason. field: how the form calls it. @throws AppError[invalid-input] with that field. */
export function readWords(text: string, field: string): string {
  const result = wordsSchema.safeParse(text);
  if (!result.success) throw new AppError('invalid-input', { fields: { [field]: 'invalid-input' } });
  return result.data;
}
