import { promises as fs } from 'node:fs';
import { connect } from 'node:net';
import { sep } from 'node:path';
import type { ServerChannel } from 'ssh2';

/** Folders whose sockets are the login's own. */
interface OwnFolders {
  home: string;
  temporary: string;
}

/**
 * Connects a channel to a unix socket of the login's own, as sshd does by the login's rights (`AllowStreamLocalForwarding`). All demo
 * logins are one to the machine's own kernel, so where the socket lies decides: in the login's home or its folder for short-lived files.
 * @see OpenSSH 9.2, PROTOCOL 2.4 (direct-streamlocal@openssh.com)
 */
export async function forwardToSocket(
  path: string,
  own: OwnFolders,
  accept: () => ServerChannel,
  reject: () => void,
): Promise<void> {
  if (!(await isOwn(path, own))) {
    reject();
    return;
  }
  const socket = connect({ path, allowHalfOpen: true });
  socket.once('error', reject);
  socket.once('connect', () => {
    socket.off('error', reject);
    const channel = accept();
    channel.on('error', () => socket.destroy());
    channel.on('close', () => socket.destroy());
    socket.on('error', () => channel.destroy());
    socket.on('close', () => channel.destroy());
    channel.pipe(socket);
    socket.pipe(channel);
  });
}

async function isOwn(path: string, { home, temporary }: OwnFolders): Promise<boolean> {
  const real = await fs.realpath(path).catch(() => undefined);
  if (real === undefined) return false;
  const folders = await Promise.all(
    [home, temporary].map((folder) => fs.realpath(folder).catch(() => undefined)),
  );
  return folders.some((folder) => folder !== undefined && real.startsWith(folder + sep));
}
