import type { SshIdentity, SshProfile } from '../bridge/ssh/port';

/** Who wants to come in where, and for what. */
export interface SignInAsked {
  cluster: string;
  login: string;
  profile: SshProfile;
}

/**
 * What holds the private keys, in a process of its own: it gives signatures, never keys, and looks into the database itself whether each is due.
 * @example const identity = await signer.identityOf({ cluster: 'daedong', login: 'm1', profile: 'control' })
 */
export interface Signer {
  /**
   * Something that signs in once, within a minute. Every signature, and every refusal, is written down.
   * @throws AppError[not-allowed] with details.words when the policy refuses, AppError[cluster-down] when the signer does not answer
   */
  identityOf(asked: SignInAsked): Promise<SshIdentity>;
  /** A new key for a cluster, or an authority; only `sealedPrivateKey` may be stored. */
  makeKey(): Promise<{ publicLine: string; sealedPrivateKey: string }>;
  /** What stands in authorized_keys where a cluster has no key of its own. */
  portalPublicLine(): Promise<string>;
}

/** Why a signature was refused; the message is the reason. */
export class SignerRefusal extends Error {
  override name = 'SignerRefusal';
}
