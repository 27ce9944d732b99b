/** What open pages are told over SSE (`/live`). An event says that something changed, never what: the page asks again, as itself. */
export type LiveEvent =
  | { kind: 'launch'; launchId: string }
  | { kind: 'hours' }
  | { kind: 'request'; requestId: string }
  | { kind: 'cluster'; cluster: string }
  /** Something of a student changed in a class that the reader teaches. */
  | { kind: 'class' }
  /** A terminal is shown to the reader, or is no more. */
  | { kind: 'shown' }
  /** A browser session ended (signed out, revoked): connections that it opened end with it. */
  | { kind: 'session-ended'; sessionId: string }
  /** A token of the API was revoked: the same. */
  | { kind: 'token-ended'; tokenId: string };
