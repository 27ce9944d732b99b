/** Rows of `passkey_challenges`; instants in UTC. */
export interface PasskeyChallengeTable {
  /** base64url */
  challenge: string;
  purpose: 'add' | 'confirm' | 'sign-in';
  /** A session's id, or the hash of a browser's cookie before there is a session. */
  bound_to: string;
  expires_at: Date;
}
