import { createRequire } from 'node:module';
import ssh2 from 'ssh2';

/*
 * ssh2 cannot sign in with an OpenSSH certificate: it writes the certificate's algorithm into the signature, where sshd wants the key's own
 * (mscdex/ssh2 issue 551). This puts one method of its protocol in place that does, for ed25519 certificates and for nothing else. It knows
 * ssh2's inside, so it refuses any other version than the one that it was tried with. @see PROTOCOL.certkeys, OpenSSH 9.2; RFC 4252, 7
 */

const require = createRequire(import.meta.url);
const knownVersion = '1.17.0';
const certificateType = 'ssh-ed25519-cert-v01@openssh.com';
const keyType = 'ssh-ed25519';
const userauthRequest = 50;

type Sign = (data: Buffer, give: (signature: Buffer) => void) => void;
interface InsideProtocol {
  _kex: { sessionID: Buffer };
  _packetRW: {
    write: { allocStart: number; alloc(bytes: number): Buffer; finalize(packet: Buffer): Buffer };
  };
  _authsQueue: string[];
  _cipher: { encrypt(packet: Buffer): void };
}
type AuthPk = (this: InsideProtocol, user: string, key: Buffer, algorithm?: unknown, sign?: Sign) => void;

let isReady = false;

/** Makes ssh2 sign in with certificates too. Calling again is harmless. @throws Error when ssh2 is another version */
export function allowCertificates(): void {
  if (isReady) return;
  const { version } = require('ssh2/package.json') as { version: string };
  if (version !== knownVersion)
    throw new Error(`certificates were tried with ssh2 ${knownVersion}, not with ${version}`);
  const protocol = (require('ssh2/lib/protocol/Protocol.js') as { prototype: { authPK: AuthPk } }).prototype;
  const { authPK } = protocol;
  protocol.authPK = function (user, publicKey, algorithm, sign) {
    const [given, signing] =
      typeof algorithm === 'function' ? [undefined, algorithm as Sign] : [algorithm, sign];
    const key = ssh2.utils.parseKey(publicKey);
    if (!signing || key instanceof Error || (key.type as string) !== certificateType)
      return authPK.call(this, user, publicKey, given, signing);
    const head = Buffer.concat([
      Buffer.from([userauthRequest]),
      ...[user, 'ssh-connection', 'publickey'].map(field),
      Buffer.from([1]),
      ...[certificateType, key.getPublicSSH()].map(field),
    ]);
    signing(Buffer.concat([field(this._kex.sessionID), head]), (signature) => {
      const payload = Buffer.concat([head, field(Buffer.concat([field(keyType), field(signature)]))]);
      const { write } = this._packetRW;
      const start = write.allocStart;
      const packet = write.alloc(payload.length);
      packet.set(payload, start);
      this._authsQueue.push('publickey');
      this._cipher.encrypt(write.finalize(packet));
    });
  };
  isReady = true;
}

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
