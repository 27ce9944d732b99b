import type { Generated } from 'kysely';
import type { FormMediaType } from '#server/contract/guardians';

/** Rows of `guardian_forms`: signed forms that nobody has looked at yet; each goes when somebody has. */
export interface GuardianFormTable {
  consent_id: string;
  media_type: FormMediaType;
  bytes: Buffer;
  uploaded_at: Generated<Date>;
}
