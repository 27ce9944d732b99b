import type { Algorithms } from 'ssh2';

/**
 * What a connection may be made of; everything else is refused. No CBC, no SHA-1, no RSA host keys, no compression.
 * ssh2 adds the strict key exchange of CVE-2023-48795 by itself (since 1.15). aes128-gcm first: native in Node, within noise of the others.
 */
export const algorithms: Algorithms = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
  serverHostKey: ['ssh-ed25519'],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
  compress: ['none'],
};
