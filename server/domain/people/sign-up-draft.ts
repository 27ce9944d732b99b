import { z } from 'zod';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { levels, locales } from '../../contract/roles';
import type { SignUpDraft } from '../../services';
import { normalizeEmail } from './normalize-email';

/** A name to show: one line, 1–60 characters, nothing invisible. */
export const displayNameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]+$/u),
  );

/** A school's name: like a person's, up to 100 characters, and it may be left empty. */
export const schoolNameSchema = z
  .string()
  .transform((name) => name.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .max(100)
      .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>]*$/u),
  );

/** What somebody who joins says of themselves. */
export const typedDraftSchema = z.object({
  birthYearMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  displayName: displayNameSchema,
  level: z.enum(levels),
  schoolName: schoolNameSchema,
  locale: z.enum(locales),
});

export type TypedDraft = z.output<typeof typedDraftSchema>;

/** What a link's row keeps of a sign-up until it is followed. */
export const storedDraftSchema = typedDraftSchema.extend({
  /** By which a guardian lets them join; never taken from a form. */
  consentId: z.uuid().optional(),
});

/**
 * Reads a sign-up draft and the address in its one form. Pure.
 * @throws AppError[email-invalid | invalid-input] with the fields that are wrong.
 */
export function readSignUpDraft(draft: SignUpDraft): {
  email: string;
  stored: TypedDraft;
} {
  const email = normalizeEmail(draft.email);
  const result = typedDraftSchema.safeParse(draft);
  if (result.success) return { email, stored: result.data };
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
  throw new AppError('invalid-input', { fields });
}
