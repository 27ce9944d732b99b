import type { PasskeyRow } from '#db/queries/people/passkeys';
import type { PasskeyFacts } from '../../../bridge/identity/port';

/** A row as the bridge knows a passkey. Never throws. */
export const toKnown = (row: PasskeyRow): PasskeyFacts => ({
  credentialId: row.credential_id,
  publicKey: row.public_key,
  useCount: row.use_count,
  transports: row.transports,
});
