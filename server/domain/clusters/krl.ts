import { wireString, wireUint32, wireUint64 } from '../../signer/ssh-wire';

const magic = 0x5353484b524c0a00n;
const formatVersion = 1;
const sections = { certificates: 1, explicitKey: 2 } as const;
const serialList = 0x20;

/** What a key revocation list says no to. Blobs are public keys as SSH writes them. */
export interface Revoked {
  /** Keys that open nothing any more, and authorities whose certificates are believed no more. */
  keyBlobs: readonly Buffer[];
  /** Certificates of an authority, by their serial. */
  certificates: readonly { authorityBlob: Buffer; serials: readonly bigint[] }[];
}

/**
 * A key revocation list as sshd reads it from its RevokedKeys file. version: rises with each change; an empty list is a good one. Pure.
 * @see PROTOCOL.krl, OpenSSH 9.2; sshd_config(5), RevokedKeys
 */
export function makeKrl(revoked: Revoked, { version, at }: { version: bigint; at: Date }): Buffer {
  const section = (type: number, data: Buffer) => Buffer.concat([Buffer.from([type]), wireString(data)]);
  const seconds = BigInt(Math.floor(at.getTime() / 1000));
  return Buffer.concat([
    ...[
      wireUint64(magic),
      wireUint32(formatVersion),
      wireUint64(version),
      wireUint64(seconds),
      wireUint64(0n),
    ],
    ...[wireString(''), wireString('Modu')],
    ...revoked.certificates
      .filter(({ serials }) => serials.length > 0)
      .map(({ authorityBlob, serials }) =>
        section(
          sections.certificates,
          Buffer.concat([
            wireString(authorityBlob),
            wireString(''),
            section(serialList, Buffer.concat(serials.map(wireUint64))),
          ]),
        ),
      ),
    ...(revoked.keyBlobs.length > 0
      ? [section(sections.explicitKey, Buffer.concat(revoked.keyBlobs.map(wireString)))]
      : []),
  ]);
}
