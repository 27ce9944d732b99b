import type { Actor } from './actor';
import type { ClusterReach, ClusterState, SchedulerKind } from './contract/clusters';
import type { ErrorCode } from './contract/error-codes';

/* What everybody and what operators see of clusters; a part of `services.ts`. */

export interface PartitionView {
  name: string;
  accelerator: string;
  gpuModel: string;
  gpusPerNode: number;
  nodes: number;
  totalGpus: number;
  coresPerNode: number;
  memoryBytesPerNode: number;
  maxWalltimeSeconds: number;
  defaultWalltimeSeconds: number;
  /** 1000 = the reference accelerator. */
  rateMilli: number;
  /** undefined: not known now. */
  freeGpus: number | undefined;
  isOpen: boolean;
}

export interface ClusterView {
  name: string;
  titleKo: string;
  titleEn: string;
  centre: { name: string; titleKo: string; titleEn: string };
  scheduler: SchedulerKind;
  state: ClusterState;
  reach: ClusterReach;
  reachSince: Date;
  lastReadAt: Date | undefined;
  partitions: PartitionView[];
  waitingJobs: number;
  runningJobs: number;
  /** It cannot be used now: it does not answer, or its probes are bad; the code says why where that is known. */
  trouble: { code: ErrorCode; since: Date } | undefined;
  /** What the probes of the last days said, oldest first; days without any are left out. */
  days: { on: string; good: number; bad: number; maintenance: number }[];
  /** When it takes no new launches: now, or next within a week. */
  maintenance: { startsAt: Date; endsAt: Date; note: string; isNow: boolean } | undefined;
}

export interface ClusterOperatorView extends ClusterView {
  host: string;
  port: number;
  hostKeyFingerprints: string[];
  /** The host that it is reached through. */
  jump: { host: string; port: number; hostKeyFingerprints: string[] } | undefined;
  serviceLogin: string;
  tickMs: number;
  lastError: string | undefined;
  logins: number;
  /** false: it is being attached, and nobody else sees it. */
  isAttached: boolean;
  /** A host key that was shown and is not believed. */
  strangeHostKey: { fingerprint: string; at: Date } | undefined;
}

export interface ClusterServices {
  list(actor: Actor): Promise<ClusterView[]>;
  /** For the landing page: nothing that is anybody's. */
  publicBoard(): Promise<ClusterView[]>;
  /** What the cluster's sshd is to believe no more, as an OpenSSH key revocation list; for anybody. @throws AppError[not-found] */
  revokedKeys(cluster: string): Promise<Uint8Array>;
}
