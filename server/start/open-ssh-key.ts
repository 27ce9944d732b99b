import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

const keyType = 'ssh-ed25519';
const magic = 'openssh-key-v1\0';

/**
 * Makes a new ed25519 private key without a passphrase, in the form that OpenSSH keeps.
 * @see PROTOCOL.key, OpenSSH 9.2
 */
export function makeSshPrivateKey(): string {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const secretPart = Buffer.from(d ?? '', 'base64url');
  const publicPart = Buffer.from(x ?? '', 'base64url');
  const check = randomBytes(4);
  const inner = Buffer.concat([
    check,
    check,
    field(keyType),
    field(publicPart),
    field(Buffer.concat([secretPart, publicPart])),
    field('modu'),
  ]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1));
  const whole = Buffer.concat([
    Buffer.from(magic),
    field('none'),
    field('none'),
    field(''),
    uint32(1),
    field(publicBlob(publicPart)),
    field(Buffer.concat([inner, padding])),
  ]);
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}

/** What stands in `authorized_keys` for a private key that `makeSshPrivateKey` made. @throws Error when it is not one. */
export function publicLineOf(privateKey: string): string {
  const whole = Buffer.from(privateKey.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  // After the magic: "none", "none", "" (4 + 4, 4 + 4, 4 bytes), the number of keys (4), then the public part with its length.
  const start = magic.length + 8 + 8 + 4 + 4;
  const isOurs = whole.subarray(0, magic.length).toString() === magic && whole.length > start + 4;
  const blob = isOurs ? whole.subarray(start + 4, start + 4 + whole.readUInt32BE(start)) : Buffer.alloc(0);
  if (!blob.subarray(4, 4 + keyType.length).equals(Buffer.from(keyType)))
    throw new Error('The portal’s SSH key is not an unencrypted ed25519 key.');
  return `${keyType} ${blob.toString('base64')} modu`;
}

/** What Node signs with, of a private key that `makeSshPrivateKey` made. @throws Error when it is not one. @see PROTOCOL.key, OpenSSH 9.2 */
export function privateKeyOf(privateKey: string): KeyObject {
  const publicPart = Buffer.from(publicLineOf(privateKey).split(' ')[1] ?? '', 'base64').subarray(-32);
  const whole = Buffer.from(privateKey.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  // The secret part and the public part stand one after the other, before the comment and the padding.
  const start = whole.lastIndexOf(publicPart) - 32;
  const seed = whole.subarray(start, start + 32);
  return createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x: publicPart.toString('base64url') },
  });
}

const publicBlob = (publicPart: Buffer) => Buffer.concat([field(keyType), field(publicPart)]);

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
