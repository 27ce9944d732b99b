/** Rows of `app_tickets`: each lets one browser enter one launch's origin once. Only hashes are kept. Instants in UTC. */
export interface AppTicketTable {
  token_hash: string;
  launch_id: string;
  person_id: string;
  session_id: string;
  /** Of what the browser that may use the ticket keeps in a cookie of that origin. */
  knock_hash: string;
  expires_at: Date;
}
