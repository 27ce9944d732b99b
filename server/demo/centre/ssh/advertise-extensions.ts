import type { SFTPWrapper } from 'ssh2';

/** What `serveSftp` answers beside version 3. @see OpenSSH 9.2, PROTOCOL 4.3, 4.6 */
const extensions = ['posix-rename@openssh.com', 'fsync@openssh.com'] as const;

/** The parts of ssh2's own class that its typings lack. */
interface Inner {
  _protocol: { channelData(id: number, bytes: Buffer): void };
  outgoing: { window: number };
}

/**
 * Lets the server's first answer name the extensions that it knows: ssh2's server says none, and its client then does not use them.
 * Call before the client's first packet can come. @see ssh2 1.17, lib/protocol/SFTP.js, SERVER_VERSION_BUFFER
 */
export function advertiseExtensions(sftp: SFTPWrapper): void {
  const inner = sftp as unknown as Inner;
  const protocol = inner._protocol;
  const names = Buffer.concat(extensions.flatMap((name) => [field(name), field('1')]));
  inner._protocol = Object.assign(Object.create(protocol) as Inner['_protocol'], {
    channelData: (id: number, version: Buffer) => {
      inner._protocol = protocol;
      const answer = Buffer.concat([version, names]);
      answer.writeUInt32BE(answer.length - 4, 0);
      inner.outgoing.window -= names.length;
      protocol.channelData(id, answer);
    },
  });
}

function field(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}
