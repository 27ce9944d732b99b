import { z } from 'zod';

/** What a browser answered for a passkey, as the page posts it: JSON text, judged by the server alone. */
export const passkeyAnswer = z
  .string()
  .max(64 * 1024)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'passkey-refused' });
      return z.NEVER;
    }
  });
