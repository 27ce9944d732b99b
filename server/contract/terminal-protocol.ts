/**
 * The words of the terminal socket `/ws/terminal?cluster=<name>&columns=<n>&rows=<n>`.
 * Binary frames carry bytes of the terminal both ways. Text frames carry one JSON message each.
 * The byte limits and their relation stand here once, for both ends.
 */
export type TerminalClientMessage =
  | { type: 'resize'; columns: number; rows: number }
  /** How many bytes of output the browser has drawn since it last said so. */
  | { type: 'drawn'; bytes: number };

export type TerminalServerMessage =
  | { type: 'ready'; cluster: string; login: string }
  | { type: 'notice'; code: 'idle-soon' | 'age-soon'; seconds: number }
  | {
      type: 'ended';
      code: 'exit' | 'idle' | 'age' | 'revoked' | 'cluster-down' | 'error';
      exitCode?: number;
    };

export const terminalLimits = {
  columns: { min: 1, max: 500 },
  rows: { min: 1, max: 500 },
  inputBytesPerMessage: 64 * 1024,
  inputBytesPerSecond: 1024 * 1024,
  /** Output not yet drawn at which the shell's channel is paused, and at which it goes on. */
  pauseAtBytes: 256 * 1024,
  resumeAtBytes: 64 * 1024,
  /** The browser says `drawn` at least this often; must be under `resumeAtBytes`, else a paused shell never resumes. */
  drawnEveryBytes: 32 * 1024,
  idleSeconds: 15 * 60,
  maxAgeSeconds: 8 * 3600,
} as const;

/** WebSocket close codes of ours. */
export const terminalCloseCodes = {
  ended: 1000,
  notSignedIn: 4401,
  notAllowed: 4403,
  limitReached: 4429,
  clusterDown: 4503,
} as const;
