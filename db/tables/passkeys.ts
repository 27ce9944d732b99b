import type { Generated } from 'kysely';

/** Rows of `passkeys`; instants in UTC. */
export interface PasskeyTable {
  id: string;
  person_id: string;
  /** As the authenticator names it, base64url. */
  credential_id: string;
  /** COSE. @see RFC 9053 */
  public_key: Buffer;
  /** The authenticator's own signature counter; 0 for ever with those that sync. */
  use_count: bigint;
  transports: Generated<string[]>;
  name: string;
  created_at: Generated<Date>;
  used_at: Date | null;
}
