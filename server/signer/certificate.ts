import { randomBytes, sign, type KeyObject } from 'node:crypto';
import type { SshProfile } from '../bridge/ssh/port';
import { wireString, wireUint32, wireUint64 } from './ssh-wire';

const certificateType = 'ssh-ed25519-cert-v01@openssh.com';
const keyType = 'ssh-ed25519';
const userCertificate = 1;
/** Long enough to connect; a connection outlives it, and is closed after an hour by the pool. */
export const certificateSeconds = 300;
/** The clocks of portal and cluster may differ by so much; the probe refuses more. */
const clockSkewSeconds = 60;

/**
 * What a certificate may be used for: commands and files, without a terminal and without forwarding · connections through the cluster, and no
 * command · a shell. What is not named is forbidden. @see PROTOCOL.certkeys, OpenSSH 9.2: critical options, extensions
 */
const scopes: Record<SshProfile, { critical: [string, string][]; extensions: string[] }> = {
  control: { critical: [], extensions: [] },
  tunnel: { critical: [['force-command', '/bin/false']], extensions: ['permit-port-forwarding'] },
  shell: { critical: [], extensions: ['permit-pty'] },
};

export interface CertificateDraft {
  /** Of the key that comes in: its 32 bytes. */
  publicKey: Buffer;
  /** The POSIX name that it is for, and no other. */
  login: string;
  profile: SshProfile;
  keyId: string;
  serial: bigint;
  validAfter: Date;
  validBefore: Date;
}

/** When a certificate that is made now begins and ends to be valid. Pure. */
export const validityAt = (now: Date): { validAfter: Date; validBefore: Date } => ({
  validAfter: new Date(now.getTime() - clockSkewSeconds * 1000),
  validBefore: new Date(now.getTime() + certificateSeconds * 1000),
});

/** A user certificate as a line, signed by an ed25519 authority. authorityBlob: its public blob. @see PROTOCOL.certkeys, OpenSSH 9.2 */
export function makeCertificate(
  draft: CertificateDraft,
  authority: { key: KeyObject; blob: Buffer },
): string {
  const { critical, extensions } = scopes[draft.profile];
  const seconds = (at: Date) => BigInt(Math.floor(at.getTime() / 1000));
  const body = Buffer.concat([
    wireString(certificateType),
    wireString(randomBytes(32)),
    wireString(draft.publicKey),
    wireUint64(draft.serial),
    wireUint32(userCertificate),
    wireString(draft.keyId),
    wireString(wireString(draft.login)),
    wireUint64(seconds(draft.validAfter)),
    wireUint64(seconds(draft.validBefore)),
    wireString(
      Buffer.concat(
        critical.map(([name, value]) => Buffer.concat([wireString(name), wireString(wireString(value))])),
      ),
    ),
    wireString(Buffer.concat(extensions.map((name) => Buffer.concat([wireString(name), wireString('')])))),
    wireString(''),
    wireString(authority.blob),
  ]);
  const signature = Buffer.concat([wireString(keyType), wireString(sign(null, body, authority.key))]);
  return `${certificateType} ${Buffer.concat([body, wireString(signature)]).toString('base64')}`;
}
