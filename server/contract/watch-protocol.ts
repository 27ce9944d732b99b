import type { ErrorCode } from './error-codes';

/**
 * The words of the socket `/ws/watch?terminal=<id>`: a teacher looks at a terminal that its student shows them, written out in
 * docs/developers/terminal-protocol.md. Binary frames are bytes to draw and go one way, to who looks; text frames carry one JSON message each.
 * There is no word by which who looks could type, resize or end anything.
 */
export type WatchClientMessage =
  /** How many bytes the browser has drawn since it last said so. */
  | { type: 'drawn'; bytes: number }
  /** Looks no more; the showing is over. */
  | { type: 'leave' };

/** Why a terminal is not shown any more. */
export type ShowingEnd =
  /** The student has ended it. */
  | 'hidden'
  /** The teacher has. */
  | 'left'
  /** The teacher has not come in time, or has not come back. */
  | 'not-come'
  /** The student's page has gone: they could not see any more that it is shown. */
  | 'away'
  /** The teacher's session or role, or the class that they had in common, is gone. */
  | 'revoked'
  /** It is shown to another teacher instead. */
  | 'instead'
  /** The shell has ended. */
  | 'over';

export type WatchServerMessage =
  | { type: 'watching'; student: string; cluster: string; launch?: { id: string; name: string } }
  /** The bytes that follow draw the screen, of this size, on an empty one: first, and whenever who looks was too slow for what was printed. */
  | { type: 'screen'; columns: number; rows: number }
  /** The screen has this size from here on. */
  | { type: 'size'; columns: number; rows: number }
  /** The student's page is gone for the moment: nothing is shown until the next `screen`. */
  | { type: 'away' }
  | { type: 'refused'; code: ErrorCode }
  | { type: 'ended'; code: ShowingEnd }
  /** The same teacher looks in another page. */
  | { type: 'ended'; code: 'taken-over' };

export const watchLimits = {
  /** Not yet drawn by who looks, at which what is printed is passed over; the shell never waits for them. */
  passOverAtBytes: 256 * 1024,
  /** Not yet drawn, at which they get the screen afresh. */
  freshAtBytes: 64 * 1024,
  /** Between two fresh screens of one who looks: drawing one makes the shell wait for some milliseconds. */
  freshEveryMs: 1_000,
  /** How long a showing waits for its teacher to come. */
  comeSeconds: 600,
  /** How long it waits for either side to come back after a cut. */
  backSeconds: 20,
} as const;
