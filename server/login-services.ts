import type { Actor } from './actor';
import type { LoginKind } from './contract/login-kinds';

/** A claim on a login that waits to be proven. */
export interface ClaimView {
  login: string;
  /** What its owner runs there, one line of any POSIX shell or csh. */
  command: string;
  /** The command also lets the portal's key in. */
  bringsKey: boolean;
  expiresAt: Date;
}

/** One cluster, as a person's logins are concerned. */
export interface OwnLoginView {
  cluster: string;
  titleKo: string;
  titleEn: string;
  centreTitleKo: string;
  centreTitleEn: string;
  /** The person's; undefined: none yet. */
  login: { name: string; kind: LoginKind; since: Date; liveLaunches: number } | undefined;
  /** Which kinds the centre offers. */
  kinds: LoginKind[];
  /** Whoever has none gets one at the first use. */
  comesByItself: boolean;
  claim: ClaimView | undefined;
}

/** A person's logins at clusters, and linking one of their own. Who has none of their own by role is `not-allowed`. */
export interface LoginServices {
  list(actor: Actor): Promise<OwnLoginView[]>;
  /**
   * Says that a login is the actor's, and gets what proves it, for 30 minutes; an earlier claim there is void. Nothing is asked of the cluster.
   * @throws AppError[not-allowed | not-found | login-had | invalid-input | too-many-tries]
   */
  claim(actor: Actor, asked: { cluster: string; login: string }): Promise<void>;
  /**
   * Signs in as the claimed login, looks whether what should be there is, and links it: from then on it is the actor's login there.
   * @throws AppError[not-allowed | not-found | link-expired | login-unproven | login-taken | login-had | too-many-tries |
   * cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear]
   */
  prove(actor: Actor, cluster: string): Promise<void>;
  /** Gives a claim up. Harmless when there is none. */
  drop(actor: Actor, cluster: string): Promise<void>;
  /** Ends a link; nothing is done at the cluster. @throws AppError[not-allowed | not-found | launches-live] with details.launches */
  unlink(actor: Actor, cluster: string): Promise<void>;
}
