import type { Generated } from 'kysely';
import type { ConsentMethod } from '#server/contract/guardians';
import type { Locale } from '#server/contract/roles';

/** Rows of `guardian_receipts`: what was agreed to or taken back, how and when; never changed. */
export interface GuardianReceiptTable {
  id: string;
  consent_id: string;
  kind: 'consent' | 'withdrawal';
  method: ConsentMethod;
  text_version: string;
  text_locale: Locale;
  /** SHA-256 of the text, in hex. */
  text_hash: string;
  /** SHA-256 of the signed form as it was uploaded, in hex. */
  form_hash: string | null;
  /** Who saw the form or made the call. */
  seen_by: string | null;
  at: Generated<Date>;
}
