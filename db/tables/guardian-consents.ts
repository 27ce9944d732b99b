import type { Generated } from 'kysely';
import type { ConsentMethod, ConsentState } from '#server/contract/guardians';
import type { Locale } from '#server/contract/roles';

/** Rows of `guardian_consents`: a child's wish to join, and what its guardian said; instants in UTC. */
export interface GuardianConsentTable {
  id: string;
  state: ConsentState;
  /** Normalised; null once nothing is kept of the child any more. */
  guardian_email: string | null;
  /** The language that the guardian is written in. */
  locale: Locale;
  /** Of what the child's browser holds. */
  handle_hash: string | null;
  /** Of what the child may read to a teacher. */
  code_hash: string | null;
  text_version: string;
  method: ConsentMethod | null;
  /** The child, once it has joined. */
  person_id: string | null;
  reminders: Generated<number>;
  asked_at: Generated<Date>;
  agreed_at: Date | null;
  given_at: Date | null;
  ended_at: Date | null;
  /** When the row, and with it the contact, goes; null: not by itself. */
  expires_at: Date | null;
}
