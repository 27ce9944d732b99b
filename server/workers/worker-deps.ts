import type { Db } from '#db/client';
import type { AppSecretOf } from '../domain/apps/app-files';
import type { Apps } from '../domain/apps/read-apps';
import type { ClusterBridges } from '../domain/clusters/cluster-bridges';
import type { GuardianDeps } from '../domain/guardians/guardian-deps';
import type { AddTask } from '../domain/launches/launch-deps';
import type { AddMailTask } from '../domain/people/queue-mail';
import type { Log } from '../log';

/** What workers are given; times in milliseconds so that tests need not wait. */
export interface WorkerDeps {
  db: Db;
  bridges: ClusterBridges;
  addTask: AddTask;
  /** undefined where mails are only looked at (the demo). */
  addMailTask?: AddMailTask;
  /** The portal's own address, without a slash at the end; for mails. */
  url: string;
  log: Log;
  /** Files of a template by their path in the work folder; empty for a script of one's own. */
  templateFiles(template: string | null): Promise<{ path: string; bytes: Uint8Array }[]>;
  apps: Apps;
  appSecretOf: AppSecretOf;
  /** What is done with guardians' consents as time goes by. */
  guardians: GuardianDeps;
  /** How long an app may be unused before its person is asked (0: never), and then before it is stopped. */
  idle: { askMs: number; stopMs: number };
  timing: WorkerTiming;
  /** Counted for operators. */
  count(
    what:
      | 'queue-read'
      | 'queue-read-failed'
      | 'not-understood'
      | 'submitted'
      | 'settled'
      | 'by-hand'
      | 'hours-pushed',
    cluster: string,
    by?: number,
  ): void;
}

export interface WorkerTiming {
  /** How long one worker may hold a launch. A second one after that does no harm: the launcher at the cluster lets one in at a time. */
  leaseMs: number;
  sweepEveryMs: number;
  /** A job that the queue no longer shows and nobody knows the end of: `unknown` after the first, lost after the second. */
  unknownAfterMs: number;
  lostAfterMs: number;
  /** How long accounting may lag before the end files are believed alone, where it has never told of a job. */
  accountingLagMs: number;
  /** The same where it has: it is away, and comes back. */
  accountingAwayMs: number;
  /** How long a job that no live launch owns is left alone. */
  orphanGraceMs: number;
  /** How long a leader of a queue may be dead before another reads it. */
  leaderTryMs: number;
  /** How often a cluster is probed. */
  healthEveryMs: number;
  /** How long a job by hand that no hours cover may go on after its person was warned. */
  byHandGraceMs: number;
  /** How often it is looked whose limit comes near. */
  noticeEveryMs: number;
  /** How often apps are asked whether they are used. */
  idleEveryMs: number;
}

export const defaultTiming: WorkerTiming = {
  leaseMs: 40_000,
  sweepEveryMs: 20_000,
  unknownAfterMs: 30_000,
  lostAfterMs: 300_000,
  accountingLagMs: 60_000,
  accountingAwayMs: 3_600_000,
  orphanGraceMs: 600_000,
  leaderTryMs: 3_000,
  healthEveryMs: 60_000,
  byHandGraceMs: 600_000,
  noticeEveryMs: 10_000,
  idleEveryMs: 60_000,
};

/** 2, 4, 8 … 60 s after the n-th try. Never throws. */
export const backoffMs = (attempts: number): number =>
  Math.min(60_000, 1_000 * 2 ** Math.min(10, Math.max(1, attempts)));
