import type { SchedulerKind } from '../../contract/clusters';
import type { HomeFiles, LaunchFiles, LoginHost } from '../../bridge/files/port';
import type { Scheduler } from '../../bridge/scheduler/port';
import type { JumpHost, SshLink } from '../../bridge/ssh/port';

/** Where a cluster is, as the bridge needs it. */
export interface ClusterAddress {
  name: string;
  host: string;
  port: number;
  hostKeys: readonly string[];
  /** What it is reached through [directly]. */
  jump?: JumpHost | null;
  signIn?: 'key' | 'certificate';
}

/** The doors to clusters, as the domain and the workers are given them. */
export interface ClusterBridges {
  schedulerOf(kind: SchedulerKind): Scheduler;
  /** Connects on first use; the same link for the same login. */
  link(cluster: ClusterAddress, login: string): SshLink;
  /**
   * A link on a connection of its own, closed when the work ends: for who tries a cluster and must not be answered with what an earlier
   * try has found. @throws what the work throws
   */
  visit<Found>(
    cluster: ClusterAddress,
    login: string,
    work: (link: SshLink) => Promise<Found>,
  ): Promise<Found>;
  /**
   * Asks the servers behind an address for their host keys without signing in there; a cluster behind a jump host is asked through it.
   * @throws AppError[cluster-down] with details.trouble, and those of `SshLink.dial` behind a jump host
   */
  readHostKeys(
    address: { host: string; port: number } | ClusterAddress,
  ): Promise<{ key: string; fingerprint: string }[]>;
  files: LaunchFiles;
  loginHost: LoginHost;
  homeFiles: HomeFiles;
}
