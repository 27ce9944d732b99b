import type { KeyOf } from './port';

export interface PoolOptions {
  keyOf: KeyOf;
  /** TCP, key exchange and sign-in together [15 000]. */
  readyTimeoutMs?: number;
  /** [10 000] A link that says nothing for three of these is dead: 30 s. */
  keepaliveIntervalMs?: number;
  /** A connection that nobody uses closes after this [60 000]. */
  idleMs?: number;
  /** No new work on a connection that is older: whether the login may come in is asked anew [3 600 000]. */
  maxAgeMs?: number;
  /** After a failed connect, the cluster is not tried again for this long, doubling up to `retryMaxMs` [1 000, 30 000]. */
  retryFirstMs?: number;
  retryMaxMs?: number;
  /** The same for a login whose key the cluster refuses: fail2ban counts those [5 000, 300 000]. */
  refusedFirstMs?: number;
  refusedMaxMs?: number;
  /** Told about every failed connect, for the log. Must not throw. */
  onTrouble?: (trouble: { cluster: string; login: string; code: string; words: string }) => void;
}

export type PoolSettings = Required<Omit<PoolOptions, 'keyOf' | 'onTrouble'>> &
  Pick<PoolOptions, 'keyOf' | 'onTrouble'>;

/** Fills in what was left out. Never throws. */
export function withDefaults(options: PoolOptions): PoolSettings {
  return {
    readyTimeoutMs: 15_000,
    keepaliveIntervalMs: 10_000,
    idleMs: 60_000,
    maxAgeMs: 3_600_000,
    retryFirstMs: 1_000,
    retryMaxMs: 30_000,
    refusedFirstMs: 5_000,
    refusedMaxMs: 300_000,
    ...options,
  };
}

/** Session channels of one connection: sshd allows 10 (MaxSessions, sshd_config(5)), two stay spare. */
export const channelsPerConnection = 8;
/** Opening more at once gains nothing and is refused: sshd frees a slot later than we see the close (measured, 2 cores, 2026-11). */
export const channelsOpeningAtOnce = 4;
/** The rest of a connection's channels is for commands and files. */
export const shellsPerConnection = 4;
/** Handshakes with one cluster at once, and the time between their starts: far under MaxStartups 10:30:100 (sshd_config(5)). */
export const handshakesAtOnce = 4;
export const handshakeGapMs = 20;
