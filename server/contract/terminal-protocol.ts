import type { ErrorCode } from './error-codes';
import type { ShowingEnd } from './watch-protocol';

/**
 * The words of the terminal socket `/ws/terminal?cluster=<name>&columns=<n>&rows=<n>` (`?launch=<id>` inside that
 * launch's running job, `?terminal=<id>` for one that lives, with `&joined=<n>` after a cut), written out in docs/developers/terminal-protocol.md.
 * Binary frames carry bytes of the terminal both ways. Text frames carry one JSON message each.
 * The byte limits and their relation stand here once, for both ends.
 */
export type TerminalClientMessage =
  | { type: 'resize'; columns: number; rows: number }
  /** How many bytes of output the browser has drawn since it last said so. */
  | { type: 'drawn'; bytes: number }
  /** The person is there and wants the terminal kept, without typing into it. */
  | { type: 'stay' }
  /** Shows it, view-only, to a teacher of a class of the person's, by their id; and to nobody any more. */
  | { type: 'show'; to: string }
  | { type: 'hide' }
  /** Ends the shell. A socket that goes away without it leaves the shell, which is kept for a while. */
  | { type: 'end' };

/** Why a terminal that was there is not any more. */
export type TerminalEnd =
  /** The shell ended by itself; the exit code is told where the far side told it. */
  | 'exit'
  /** Whoever had it open has ended it. */
  | 'left'
  /** Whoever had it open has gone, and has not come back in time. */
  | 'left-alone'
  | 'idle'
  | 'age'
  /** The session or token ended, or the person may not have a terminal any more. */
  | 'revoked'
  | 'cluster-down'
  /** It was a shell in a job, and the job is over. */
  | 'job-over'
  /** The portal is being restarted. */
  | 'stopping';

export type TerminalServerMessage =
  | {
      type: 'ready';
      id: string;
      cluster: string;
      login: string;
      /** Inside whose job it is; absent on a login node. */
      launch?: { id: string; name: string };
      columns: number;
      rows: number;
      isResumed: boolean;
      /** How often it has been joined, this time too: who joins again after a cut says it, and takes nothing that somebody has taken since. */
      joined: number;
    }
  /** No terminal was opened; the code is that of the API. */
  | { type: 'refused'; code: ErrorCode; details: Record<string, string | number> }
  | { type: 'notice'; code: 'idle-soon' | 'age-soon'; seconds: number }
  /** It is shown to the teacher of that name, who looks now or not yet. */
  | { type: 'shown'; to: string; isWatched: boolean }
  /** It is not shown to them any more. */
  | { type: 'hidden'; to: string; code: ShowingEnd }
  /** It was not shown: whom it was to be shown to teaches the person no more. */
  | { type: 'not-shown'; code: ErrorCode }
  | { type: 'ended'; code: TerminalEnd; exitCode?: number }
  /** It goes on, in another page or script of the same person. */
  | { type: 'ended'; code: 'taken-over' };

export const terminalLimits = {
  columns: { min: 1, max: 500, usual: 80 },
  rows: { min: 1, max: 500, usual: 24 },
  inputBytesPerMessage: 64 * 1024,
  inputBytesPerSecond: 1024 * 1024,
  /** Output not yet drawn at which the shell's channel is paused, and at which it goes on. */
  pauseAtBytes: 256 * 1024,
  resumeAtBytes: 64 * 1024,
  /** The browser says `drawn` at least this often; must be under `resumeAtBytes`, else a paused shell never resumes. */
  drawnEveryBytes: 32 * 1024,
  idleSeconds: 15 * 60,
  /** How long a shell waits for whoever had it to come back [MODU_TERMINAL_KEEP]. Idle time and age go on meanwhile. */
  keepSeconds: 15 * 60,
  maxAgeSeconds: 8 * 3600,
  /** How long before either limit it is told. */
  warnSeconds: 120,
} as const;

/** WebSocket close codes of ours. */
export const terminalCloseCodes = {
  ended: 1000,
  /** RFC 6455 names none for a restart; IANA's registry has 1012, Service Restart. */
  stopping: 1012,
  badMessage: 1008,
  fault: 1011,
  notSignedIn: 4401,
  notAllowed: 4403,
  takenOver: 4409,
  limitReached: 4429,
  clusterDown: 4503,
} as const;
