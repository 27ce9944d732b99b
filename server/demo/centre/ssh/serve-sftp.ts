import { constants, promises as fs } from 'node:fs';
import { isAbsolute, join, normalize, resolve, sep } from 'node:path';
import ssh2 from 'ssh2';
import type { SFTPWrapper } from 'ssh2';
import { advertiseExtensions } from './advertise-extensions';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

type Handle = { kind: 'file'; file: fs.FileHandle } | { kind: 'folder'; path: string; left: string[] };

/** Names in one answer: a packet must stay below what clients take. @see OpenSSH 9.2, sftp-server.c: 100 */
const namesAtOnce = 100;

/**
 * SFTP version 3 on the real files of one login. Relative paths start at its home, and nothing outside it is reached: paths are
 * resolved through links first. @see draft-ietf-secsh-filexfer-02
 */
export function serveSftp(sftp: SFTPWrapper, home: string): void {
  advertiseExtensions(sftp);
  const handles = new Map<number, Handle>();
  let nextHandle = 1;
  let isClosed = false;
  const idOf = (buffer: Buffer) => (buffer.length === 4 ? buffer.readUInt32BE(0) : 0);
  const keep = (handle: Handle) => {
    const id = nextHandle++;
    handles.set(id, handle);
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32BE(id);
    return buffer;
  };
  const answer = (id: number, work: () => Promise<void>) => {
    work().catch((error: unknown) =>
      sftp.status(id, statusOf(error), error instanceof Error ? error.message : ''),
    );
  };
  const ok = (id: number) => sftp.status(id, STATUS_CODE.OK);
  const fileOf = (buffer: Buffer) => {
    const handle = handles.get(idOf(buffer));
    if (handle?.kind !== 'file') throw Object.assign(new Error('bad handle'), { code: 'EBADF' });
    return handle.file;
  };

  sftp.on('error', () => undefined);
  sftp.on('close', () => {
    isClosed = true;
    for (const handle of handles.values())
      if (handle.kind === 'file') void handle.file.close().catch(() => undefined);
    handles.clear();
  });
  sftp.on('REALPATH', (id, path) =>
    answer(id, async () => {
      const real = await inside(home, path, true);
      sftp.name(id, [{ filename: real, longname: real, attrs: noAttributes }]);
    }),
  );
  sftp.on('OPEN', (id, path, flags, attrs) =>
    answer(id, async () => {
      const file = await fs.open(await inside(home, path, true), nodeFlags(flags), attrs.mode ?? 0o644);
      // The connection was lost meanwhile.
      if (isClosed) return file.close();
      sftp.handle(id, keep({ kind: 'file', file }));
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, async () => {
      const buffer = Buffer.alloc(Math.min(length, 256 * 1024));
      const { bytesRead } = await fileOf(handle).read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    answer(id, async () => {
      // As OpenSSH answers for EDQUOT: a failure without a reason.
      if (offset + data.length > (await diskLimit(home))) throw new Error('Failure');
      await fileOf(handle).write(data, 0, data.length, offset);
      ok(id);
    }),
  );
  sftp.on('CLOSE', (id, buffer) =>
    answer(id, async () => {
      const handle = handles.get(idOf(buffer));
      handles.delete(idOf(buffer));
      if (handle?.kind === 'file') await handle.file.close();
      ok(id);
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    answer(id, async () => sftp.attrs(id, attrsOf(await fileOf(handle).stat()))),
  );
  sftp.on('STAT', (id, path) =>
    answer(id, async () => sftp.attrs(id, attrsOf(await fs.stat(await inside(home, path, true))))),
  );
  sftp.on('LSTAT', (id, path) =>
    answer(id, async () => sftp.attrs(id, attrsOf(await fs.lstat(await inside(home, path, false))))),
  );
  sftp.on('SETSTAT', (id, path, attrs) =>
    answer(id, async () => {
      const real = await inside(home, path, true);
      if (attrs.size !== undefined) await fs.truncate(real, attrs.size);
      if (attrs.mode !== undefined) await fs.chmod(real, attrs.mode & 0o7777);
      if (attrs.mtime !== undefined) await fs.utimes(real, attrs.atime ?? attrs.mtime, attrs.mtime);
      ok(id);
    }),
  );
  sftp.on('FSETSTAT', (id, handle, attrs) =>
    answer(id, async () => {
      const file = fileOf(handle);
      if (attrs.size !== undefined) await file.truncate(attrs.size);
      if (attrs.mode !== undefined) await file.chmod(attrs.mode & 0o7777);
      if (attrs.mtime !== undefined) await file.utimes(attrs.atime ?? attrs.mtime, attrs.mtime);
      ok(id);
    }),
  );
  sftp.on('OPENDIR', (id, path) =>
    answer(id, async () => {
      const real = await inside(home, path, true);
      sftp.handle(id, keep({ kind: 'folder', path: real, left: ['.', '..', ...(await fs.readdir(real))] }));
    }),
  );
  sftp.on('READDIR', (id, buffer) =>
    answer(id, async () => {
      const handle = handles.get(idOf(buffer));
      if (handle?.kind !== 'folder') throw Object.assign(new Error('bad handle'), { code: 'EBADF' });
      const names = handle.left.splice(0, namesAtOnce);
      if (names.length === 0) {
        sftp.status(id, STATUS_CODE.EOF);
        return;
      }
      const entries = await Promise.all(names.map((name) => entryOf(handle.path, name)));
      sftp.name(id, entries);
    }),
  );
  sftp.on('READLINK', (id, path) =>
    answer(id, async () => {
      const target = await fs.readlink(await inside(home, path, false));
      sftp.name(id, [{ filename: target, longname: target, attrs: noAttributes }]);
    }),
  );
  sftp.on('MKDIR', (id, path, attrs) =>
    answer(id, async () => {
      await fs.mkdir(await inside(home, path, false), attrs.mode ?? 0o755);
      ok(id);
    }),
  );
  sftp.on('RMDIR', (id, path) =>
    answer(id, async () => fs.rmdir(await inside(home, path, false)).then(() => ok(id))),
  );
  sftp.on('REMOVE', (id, path) =>
    answer(id, async () => fs.unlink(await inside(home, path, false)).then(() => ok(id))),
  );
  sftp.on('RENAME', (id, from, to) =>
    answer(id, async () => {
      const target = await inside(home, to, false);
      // Version 3 never renames over something. @see draft-ietf-secsh-filexfer-02, 6.5
      if (await exists(target)) throw new Error('the target exists');
      await fs.rename(await inside(home, from, false), target);
      ok(id);
    }),
  );
  sftp.on('EXTENDED', (id, name, data) =>
    answer(id, async () => {
      if (name === 'posix-rename@openssh.com') {
        const [from = '', to = ''] = readStrings(data);
        await fs.rename(await inside(home, from, false), await inside(home, to, false));
        ok(id);
      } else if (name === 'fsync@openssh.com') {
        await fileOf(data.subarray(4)).sync();
        ok(id);
      } else sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
    }),
  );
}

/**
 * A disk that is full, for who tries what happens then: no file grows beyond the bytes that the file `.demo-disk-limit` in the home names.
 */
async function diskLimit(home: string): Promise<number> {
  const text = await fs.readFile(join(home, '.demo-disk-limit'), 'utf8').catch(() => undefined);
  return text === undefined ? Number.POSITIVE_INFINITY : Number(text);
}

/** The real path below the login's home. @throws EACCES when it leads out. isFollowing: the last part may be a link. */
async function inside(home: string, path: string, isFollowing: boolean): Promise<string> {
  const wanted = isAbsolute(path) ? normalize(path) : resolve(home, path);
  const real = await realOf(wanted, isFollowing);
  const realHome = await fs.realpath(home);
  if (real !== realHome && !real.startsWith(realHome + sep))
    throw Object.assign(new Error('outside of the home'), { code: 'EACCES' });
  return real;
}

async function realOf(path: string, isFollowing: boolean): Promise<string> {
  if (isFollowing) {
    const real = await fs.realpath(path).catch(() => undefined);
    if (real !== undefined) return real;
  }
  const parent = resolve(path, '..');
  return join(await fs.realpath(parent), path.slice(parent.length).replace(/^\/+/, ''));
}

function nodeFlags(flags: number): number {
  const isReading = (flags & OPEN_MODE.READ) !== 0;
  const isWriting = (flags & OPEN_MODE.WRITE) !== 0;
  let node = isWriting ? (isReading ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;
  if (flags & OPEN_MODE.APPEND) node |= constants.O_APPEND;
  if (flags & OPEN_MODE.CREAT) node |= constants.O_CREAT;
  if (flags & OPEN_MODE.TRUNC) node |= constants.O_TRUNC;
  if (flags & OPEN_MODE.EXCL) node |= constants.O_EXCL;
  return node;
}

function attrsOf(stat: Awaited<ReturnType<typeof fs.stat>>): ssh2.Attributes {
  return {
    mode: Number(stat.mode),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    size: Number(stat.size),
    atime: Math.floor(Number(stat.atimeMs) / 1000),
    mtime: Math.floor(Number(stat.mtimeMs) / 1000),
  };
}

const noAttributes: ssh2.Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

const exists = (path: string) =>
  fs.lstat(path).then(
    () => true,
    () => false,
  );

/** A file that went away meanwhile is still named. */
async function entryOf(folder: string, name: string) {
  const stat = await fs.lstat(join(folder, name)).catch(() => undefined);
  return { filename: name, longname: name, attrs: stat ? attrsOf(stat) : noAttributes };
}

function statusOf(error: unknown): number {
  const code = (error as { code?: string }).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return STATUS_CODE.NO_SUCH_FILE;
  if (code === 'EACCES' || code === 'EPERM') return STATUS_CODE.PERMISSION_DENIED;
  return STATUS_CODE.FAILURE;
}

function readStrings(data: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at + 4 <= data.length;) {
    const length = data.readUInt32BE(at);
    found.push(data.subarray(at + 4, at + 4 + length).toString('utf8'));
    at += 4 + length;
  }
  return found;
}
