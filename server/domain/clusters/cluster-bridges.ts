import type { SchedulerKind } from '../../contract/clusters';
import type { LaunchFiles } from '../../bridge/files/port';
import type { Scheduler } from '../../bridge/scheduler/port';
import type { SshLink } from '../../bridge/ssh/port';

/** Where a cluster is, as the bridge needs it. */
export interface ClusterAddress {
  name: string;
  host: string;
  port: number;
  hostKeys: readonly string[];
}

/** The doors to clusters, as the domain and the workers are given them. */
export interface ClusterBridges {
  schedulerOf(kind: SchedulerKind): Scheduler;
  /** Connects on first use; the same link for the same login. */
  link(cluster: ClusterAddress, login: string): SshLink;
  /** Asks a server for its host key without signing in. @throws AppError[cluster-down] */
  readHostKey(address: { host: string; port: number }): Promise<{ key: string; fingerprint: string }>;
  files: LaunchFiles;
}
