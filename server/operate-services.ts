import type { Actor } from './actor';
import type { ClusterAddressInput, ClusterDraftInput, MaintenanceDraft } from './contract/cluster-draft';
import type { ClusterState, ProbeLineName, ProbeVerdict } from './contract/clusters';
import type { ErrorCode } from './contract/error-codes';
import type { LoginKind, PoolLoginState } from './contract/login-kinds';
import type { ClusterOperatorView } from './cluster-services';

export interface HostKeyView {
  /** Of which server it is: of the cluster, or of the host in front of it. */
  at: 'cluster' | 'jump';
  /** `ssh-ed25519 AAAA…` */
  key: string;
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  fingerprint: string;
}

export interface ProbeLineView {
  name: ProbeLineName;
  verdict: ProbeVerdict;
  /** What was seen, as the cluster said it. */
  words: string;
  /** Why not, where that is one of our own errors. */
  code: ErrorCode | undefined;
  tookMs: number;
}

export interface ProbeView {
  at: Date;
  lines: ProbeLineView[];
}

export interface MaintenanceView {
  id: string;
  startsAt: Date;
  /** Exclusive. */
  endsAt: Date;
  note: string;
}

export interface ReservationView {
  name: string;
  /** Empty: of no single partition. */
  partition: string;
  startsAt: Date;
  endsAt: Date;
  /** It is offered on the launch form. */
  isShown: boolean;
}

/** Whether what remains of people's hours is set as limits at the scheduler, and how that goes. */
export interface HourLimitsView {
  isOn: boolean;
  /** The newest probe found that the service login can. */
  isPossible: boolean;
  pushedAt: Date | undefined;
  /** Why the newest push failed. */
  error: string | undefined;
  /** Limits that were not what the portal had set; they were mended. */
  drift: { at: Date; words: string } | undefined;
}

export interface PoolLoginView {
  name: string;
  state: PoolLoginState;
  since: Date;
  /** Why it is not lent, in the cluster's words or ours. */
  trouble: string | undefined;
}

/** Logins that a centre has made beforehand, and lends. */
export interface LoginPoolView {
  counts: Record<PoolLoginState, number>;
  /** Empty: none, and nothing is lent twice. */
  cleaningCommand: string;
  /** null: none is taken back for lying unused. */
  idleDays: number | null;
  /** Being cleaned, or quarantined; at most 50, the longest so first. */
  troubled: PoolLoginView[];
  /** At most 50, the longest lent first. */
  lent: PoolLoginView[];
}

/** A cluster with everything that its operators see and set. */
export interface OperatedClusterView extends ClusterOperatorView {
  loginCommand: string[];
  /** Which kinds of logins people get there. */
  loginKinds: LoginKind[];
  /** What stands in authorized_keys of every login there. */
  publicKeyLine: string;
  /** The newest one; undefined before the first. */
  probe: ProbeView | undefined;
  /** Those that are not over, the next first. */
  windows: MaintenanceView[];
  liveLaunches: number;
  hourLimits: HourLimitsView;
  loginPool: LoginPoolView;
  /** As the newest probe found them; those that are not over. */
  reservations: ReservationView[];
  /** How long a launch may become in all by being extended; null: nothing is extended. */
  extendLimitSeconds: number | null;
}

/** What the operators of a centre do with its clusters (administrators: with all). What is another centre's is `not-found`. */
export interface OperateServices {
  /** @throws AppError[not-allowed] for who is no operator */
  list(actor: Actor): Promise<ClusterOperatorView[]>;
  get(actor: Actor, cluster: string): Promise<OperatedClusterView>;
  /** Centres under which the actor may attach a cluster. */
  centres(actor: Actor): Promise<{ name: string; titleKo: string; titleEn: string }[]>;
  /**
   * Asks the servers behind an address for their host keys; behind a jump host that one alone. Nothing is believed or stored.
   * @throws AppError[not-allowed | address-unknown | nobody-listens | no-answer | not-ssh | no-usable-key] with fields
   */
  readHostKeys(actor: Actor, address: ClusterAddressInput): Promise<HostKeyView[]>;
  /** The same of an attached cluster, and of the host in front of it. @throws AppError[not-found and those of readHostKeys] */
  readHostKeysOf(actor: Actor, cluster: string): Promise<HostKeyView[]>;
  /**
   * Writes a cluster that is being attached, closed and unseen by others, with a key of its own. At least one host key that the server
   * shows now must be vouched for; behind a jump host one of that one, and a whole line of the cluster itself. @throws AppError[not-found | name-taken | host-key-unconfirmed | invalid-input and those of readHostKeys]
   */
  attach(actor: Actor, draft: ClusterDraftInput): Promise<string>;
  /** Believes these host keys and no others from now on. @throws AppError[host-key-unconfirmed] */
  pinHostKeys(actor: Actor, cluster: string, proofs: string[]): Promise<void>;
  /**
   * Tries what the portal needs, keeps what was found, and writes partitions that are new. Submits, sees and cancels a held job when
   * isDryRun.
   */
  probe(actor: Actor, cluster: string, options: { isDryRun: boolean }): Promise<ProbeView>;
  /** What runs goes on in every state. The first time it is opened, a whole probe must be good. @throws AppError[probe-first] */
  setState(actor: Actor, cluster: string, state: ClusterState): Promise<void>;
  /** What a second on this accelerator costs on this cluster; rateMilli 1–100 000. Launches keep the rate they were made with. */
  setRate(actor: Actor, cluster: string, accelerator: string, rateMilli: number): Promise<void>;
  /** How long a running launch may become in all by being extended, 60 s to 30 days; null: nothing is extended. */
  setExtendLimit(actor: Actor, cluster: string, limitSeconds: number | null): Promise<void>;
  /** Which kinds of logins people get from now on, at least one; who has a login keeps it. @throws AppError[invalid-input] */
  setLoginKinds(actor: Actor, cluster: string, kinds: readonly LoginKind[]): Promise<void>;
  /** Puts logins into the pool: names, and ranges like edu[0001-0200]. @throws AppError[invalid-input] */
  addToPool(actor: Actor, cluster: string, names: string): Promise<void>;
  /** Takes those out of the pool that are not lent and not being cleaned. @throws AppError[invalid-input] */
  takeFromPool(actor: Actor, cluster: string, names: string): Promise<void>;
  /** What cleans a lent login, and after how many days without use it is taken back: 14–730, null: never. @throws AppError[invalid-input] */
  setPoolRules(
    actor: Actor,
    cluster: string,
    rules: { cleaningCommand: string; idleDays: number | null },
  ): Promise<void>;
  /** Cleans a quarantined login once more. @throws AppError[not-found] */
  cleanAgain(actor: Actor, cluster: string, login: string): Promise<void>;
  /** Takes a lent login back and cleans it. @throws AppError[not-found | launches-live] with details.launches */
  takeBack(actor: Actor, cluster: string, login: string): Promise<void>;
  /** Shows a partition to people, or not. */
  setPartitionOpen(actor: Actor, cluster: string, partition: string, isOpen: boolean): Promise<void>;
  /** Offers a reservation on the launch form, or not. */
  setReservationShown(actor: Actor, cluster: string, reservation: string, isShown: boolean): Promise<void>;
  /** Whether limits of hours are kept at the scheduler too. Off takes the portal's limits away. @throws AppError[probe-first] */
  setHourLimits(actor: Actor, cluster: string, isOn: boolean): Promise<void>;
  addMaintenance(actor: Actor, cluster: string, draft: MaintenanceDraft): Promise<void>;
  /** One that has begun ends now. */
  endMaintenance(actor: Actor, cluster: string, id: string): Promise<void>;
  /** @throws AppError[launches-live] with details.launches */
  remove(actor: Actor, cluster: string): Promise<void>;
}
